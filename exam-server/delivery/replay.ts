import type { Paper } from "@kaochang/question-bank/paper.ts";
import { type ItemOf, paperRenderer } from "../attempt/candidate-paper.ts";
import { replaySteps } from "../attempt/replay.ts";
import { responseText } from "../attempt/response-text.ts";
import { seatsOf } from "../attempt/seating.ts";
import { sittingStream } from "../attempt/sitting.ts";
import type { PreparedAttempt } from "../attempt/state.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import type { ItemPoints, Replay, ReplayStep } from "../protocol/replay.ts";
import type { EventLog, StoredEvent } from "../store/store.ts";
import type { Catalogue } from "./catalogue.ts";
import { attemptLog, stateOf } from "./ledger-log.ts";
import { sittingEvent } from "./log-stream.ts";
import { type Sittings, summaryOf } from "./sittings.ts";

export interface ReplayParts {
  log: Pick<EventLog, "read">;
  sittings: Pick<Sittings, "ofAttempt">;
  catalogue: Catalogue;
}

/** Plays attempts of closed sittings back, from their logs alone. */
export function openReplays({ log, sittings, catalogue }: ReplayParts) {
  const render = paperRenderer(catalogue.itemOf, (path) => `/${path}`);

  const serverSteps = async (sitting: string): Promise<ReplayStep[]> =>
    (await log.read(sittingStream(sitting))).flatMap(serverStep);

  return {
    /** `withPoints`: what each item earned as well. */
    async replay(attempt: string, withPoints: boolean): Promise<Replay | Refusal> {
      const sitting = sittings.ofAttempt(attempt);
      const place = sitting?.placeOf.get(attempt);
      if (!sitting || !place) return refuse("not-found");
      if (sitting.state.phase !== "closed") return refuse("not-over");
      const events = await attemptLog(log, attempt);
      const state = stateOf(events);
      if (state.phase === "none") return refuse("not-found");
      await catalogue.need(state.paper.items);
      const steps = replaySteps(events).map(withLetters(state.paper, catalogue.itemOf));
      const { person } = place;
      return {
        ok: true,
        sitting: summaryOf(sitting),
        attempt,
        name: person.name,
        admissionNumber: person.admissionNumber,
        seats: seatsOf(events, place),
        paper: render(state.paper),
        steps: during(steps, await serverSteps(sitting.record.id)),
        points: withPoints ? pointsOf(state) : null,
      };
    },
  };
}

export type Replays = ReturnType<typeof openReplays>;

/** An answer is told as the candidate's page shows it, options by their letters there. */
function withLetters({ items }: Paper, itemOf: ItemOf): (step: ReplayStep) => ReplayStep {
  const places = new Map(items.map((ref) => [ref.id, ref]));
  return (step) => {
    const [answer] = step.answers;
    const ref = step.mark === "answer" && answer ? places.get(answer.item) : undefined;
    return ref ? { ...step, text: responseText(itemOf(ref), ref.options, answer?.response) } : step;
  };
}

/** With what befell the server while the attempt lasted. */
function during(steps: readonly ReplayStep[], server: readonly ReplayStep[]): ReplayStep[] {
  const [from = 0, to = 0] = [steps[0]?.at, steps.at(-1)?.at];
  const meant = server.filter(({ at }) => at >= from && at <= to);
  return [...steps, ...meant].sort((a, b) => a.at - b.at);
}

function serverStep(stored: StoredEvent): ReplayStep[] {
  const event = sittingEvent(stored);
  if (event.type !== "sitting-resumed" && event.type !== "wall-stepped") return [];
  const ms = event.type === "sitting-resumed" ? event.data.downMs : event.data.ms;
  const { exam: at, wall } = stored;
  const plain = { item: null, by: null, text: null, answers: [], flags: [], deadline: null };
  return [{ at, wall, mark: "server", what: event.type, ms, ...plain }];
}

function pointsOf(state: PreparedAttempt): ItemPoints[] | null {
  if (state.phase !== "closed" || state.outcome === null) return null;
  return state.outcome.items.map(({ id, earned, points }) => ({ item: id, earned, points }));
}
