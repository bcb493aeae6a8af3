import type { Recheck } from "../../attempt/sitting.ts";
import type { EndUnacknowledged, SittingEnd } from "../../protocol/end.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import type { NotReleasable, RecheckRequest, ResultsStanding } from "../../protocol/results.ts";
import type { EventLog } from "../../store/store.ts";
import type { Sitting, Sittings } from "../sittings.ts";
import { namesIdNumber } from "../staff-text.ts";
import { readState, statesOf } from "./closed-states.ts";
import { asRequest } from "./corrections.ts";
import { type Attempted, answerRecheck, hindrances } from "./release-rules.ts";

export interface ReleaseParts {
  log: Pick<EventLog, "read">;
  sittings: Pick<Sittings, "get" | "write" | "end">;
}

/** 发布成绩 and 复核: what an officer does with the results of a sitting. */
export function openRelease({ log, sittings }: ReleaseParts) {
  const hindrancesOf = async (sitting: Sitting): Promise<string[]> => {
    if (sitting.state.phase !== "closed") return hindrances(sitting.state.phase, []);
    const attempts: Attempted[] = [];
    for await (const { place, state } of statesOf(log, sitting)) {
      attempts.push({ admissionNumber: place.person.admissionNumber, state });
    }
    return hindrances(sitting.state.phase, attempts);
  };

  const requestOf = async (sitting: Sitting, attempt: string, recheck: Recheck): Promise<RecheckRequest> => {
    const person = sitting.placeOf.get(attempt)?.person;
    const state = await readState(log, attempt);
    const outcome = state?.phase === "closed" ? state.outcome : null;
    const { asked, answer } = recheck;
    return {
      attempt,
      name: person?.name ?? "",
      admissionNumber: person?.admissionNumber ?? "",
      total: outcome?.total ?? null,
      passed: outcome?.passed ?? null,
      asked: { text: asked.text, at: asked.wall },
      answer: answer && { text: answer.text, at: answer.wall, by: answer.by },
    };
  };

  return {
    async standing(id: string): Promise<ResultsStanding | Refusal> {
      const sitting = sittings.get(id);
      if (!sitting) return refuse("not-found");
      const { released, corrections, rechecks } = sitting.state;
      const asked = Object.entries(rechecks).map(([attempt, one]) => requestOf(sitting, attempt, one));
      return {
        ok: true,
        phase: sitting.state.phase,
        released: released && { by: released.by, at: released.wall },
        hindrances: released ? [] : await hindrancesOf(sitting),
        corrections: corrections.map(({ item, version, change, by, reason, wall, attempts }) => {
          return {
            item,
            version,
            change: asRequest(change),
            by,
            reason,
            at: wall,
            remarked: attempts.length,
          };
        }),
        rechecks: (await Promise.all(asked)).sort(waitingFirst),
      };
    },

    async end(
      id: string,
      { acknowledged }: SittingEnd,
      by: string,
    ): Promise<{ ok: true } | EndUnacknowledged | Refusal> {
      const ended = await sittings.end(id, by, acknowledged);
      return ended.ok ? { ok: true } : ended;
    },

    async release(id: string, by: string): Promise<{ ok: true } | NotReleasable | Refusal> {
      const sitting = sittings.get(id);
      if (!sitting) return refuse("not-found");
      const sentences = await hindrancesOf(sitting);
      if (sentences.length > 0) return { ok: false, code: "not-releasable", sentences };
      return sittings.write(id, ({ state }) =>
        state.released ? refuse("already-released") : { type: "results-released", data: { by } },
      );
    },

    async answer(id: string, attempt: string, text: string, by: string): Promise<{ ok: true } | Refusal> {
      const sitting = sittings.get(id);
      if (!sitting) return refuse("not-found");
      if (namesIdNumber(text, sitting)) return refuse("id-number-in-text");
      return sittings.write(id, ({ state }) => answerRecheck(state.rechecks[attempt], { attempt, text, by }));
    },
  };
}

function waitingFirst(a: RecheckRequest, b: RecheckRequest): number {
  return Number(a.answer !== null) - Number(b.answer !== null) || a.asked.at - b.asked.at;
}
