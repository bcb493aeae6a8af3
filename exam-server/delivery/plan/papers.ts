import type { Blueprint } from "@kaochang/question-bank/blueprint.ts";
import { candidateSeed } from "@kaochang/question-bank/candidate-seed.ts";
import { sha256 } from "@kaochang/question-bank/digest.ts";
import { repeatsIn, type SeenItems } from "@kaochang/question-bank/draw-unseen.ts";
import type { Terms } from "../../attempt/events.ts";
import type { BoardTerms, DrawSources } from "../../attempt/sitting.ts";
import type {
  PaperRepeat,
  PlanCandidate,
  PlanChanged,
  PlanInvalid,
  PreparationStatus,
} from "../../protocol/plan.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import type { KeptSitting } from "../../store/plan-store.ts";
import { CandidateTaken, type SittingRecord, type Store } from "../../store/store.ts";
import { breath } from "../breath.ts";
import type { ExamClock } from "../exam-clock.ts";
import { type PlannedPlace, type Preparation, prepareInSteps, type SittingPlan } from "../prepare-sitting.ts";
import type { Room } from "../room.ts";
import { serialQueue } from "../serial-queue.ts";
import type { Sittings } from "../sittings.ts";
import { namesIdNumber } from "../staff-text.ts";
import type { PlanAnswer, Plans } from "./plans.ts";
import { invalid, isSettled, type PlanState, planView, withUsualTerms } from "./state.ts";
import { renewSitting } from "./withdrawing.ts";

/** A form with the blueprint and the documents it was made from. Throws for one that is not there. */
export type FormOf = (
  qualification: string,
  test: string,
  form: string,
) => { blueprint: Blueprint; sources: Omit<DrawSources, "index"> };

export interface PapersParts {
  plans: Plans;
  store: Pick<Store, "bank" | "roster">;
  sittings: Sittings;
  room: Pick<Room, "record" | "forget">;
  clock: ExamClock;
  monotonic: () => number;
  formOf: FormOf;
  report: (what: string, reason: unknown) => void;
}

type State = PreparationStatus["state"];

const minute = 60_000;
/** How long papers are drawn before others get their turn. */
const turnMs = 8;

/** Draws the papers of a plan's sittings for real, while the server goes on serving. */
export function openPapers(parts: PapersParts) {
  const { plans, store, sittings, room, clock, monotonic, formOf, report } = parts;
  const states = new Map<string, State>();
  /** Sittings whose drawing is to stop. */
  const cancelled = new Set<string>();
  /** Of two who take papers back, the later finds a plan that says so. */
  const withdrawals = serialQueue();

  /** Items of the papers that candidates have had in this test, by attempt's candidate. */
  const itemsHad = async (
    candidates: readonly PlanCandidate[],
    test: string,
  ): Promise<Map<string, string[]>> => {
    const had = new Map<string, string[]>();
    for (const { id } of candidates) {
      const items: string[] = [];
      for (const { attempt, sitting } of await store.roster.enrolmentsOf(id)) {
        const earlier = sittings.get(sitting);
        if (earlier?.record.test !== test) continue;
        const { state } = await room.record(attempt);
        if (state.phase !== "none") items.push(...state.paper.items.map((item) => item.id));
        if (earlier.state.phase === "closed") room.forget([attempt]);
      }
      if (items.length > 0) had.set(id, items);
    }
    return had;
  };

  const run = async (plan: PlanState, sitting: KeptSitting, by: string): Promise<State> => {
    const takers = plan.candidates.filter(({ places }) => places.some((one) => one.sitting === sitting.id));
    const record = recordOf(plan, sitting, clock.now().wall, plans.hex(32));
    const had =
      sitting.kind === "make-up" ? await itemsHad(takers, sitting.test) : new Map<string, string[]>();
    const { blueprint, sources } = formOf(record.qualification, record.test, record.form);
    const index = await store.bank.index(record.qualification, record.test);
    const seen = had.size > 0 ? { seen: seenOf(record, takers, had) } : {};
    const prepared: SittingPlan = {
      record,
      blueprint,
      sources: { ...sources, index, ...seen },
      terms: termsOf(sitting),
      board: boardTermsOf(sitting),
      places: takers.map((one) => placeOf(plan, sitting, one, plans.hex(10))),
    };
    const preparation = await inTurns(prepared);
    if (preparation === null) return { phase: "none" };
    if (!preparation.ok) return { phase: "failed", sentence: preparation.message };
    states.set(sitting.id, { phase: "writing" });
    const people = prepared.places.map(({ person }) => person);
    await sittings.clearWithdrawn();
    await store.roster.prepare(record, people, preparation.enrolments, preparation.events);
    await sittings.open(record);
    if (sitting.kind === "make-up") await keepRepeats(plan, sitting.id, takers, preparation.papers, had, by);
    return { phase: "done" };
  };

  const inTurns = async (plan: SittingPlan): Promise<Preparation | null> => {
    const steps = prepareInSteps(plan, clock.now());
    const total = plan.places.length;
    for (let began = monotonic(); ; ) {
      const step = steps.next();
      if (cancelled.delete(plan.record.id)) return null;
      if (step.done) return step.value;
      if (monotonic() - began < turnMs) continue;
      states.set(plan.record.id, { phase: "drawing", done: step.value, total });
      await breath();
      began = monotonic();
    }
  };

  const keepRepeats = async (
    plan: PlanState,
    sitting: string,
    takers: readonly PlanCandidate[],
    papers: Extract<Preparation, { ok: true }>["papers"],
    had: ReadonlyMap<string, readonly string[]>,
    by: string,
  ): Promise<void> => {
    const repeats = takers.flatMap(({ id, name, admissionNumber }, index): PaperRepeat[] => {
      const items = repeatsIn(papers[index] ?? { items: [] }, had.get(id) ?? []);
      return items > 0 ? [{ name, admissionNumber, items }] : [];
    });
    await plans.change(plan.record.id, null, by, ({ record }) => ({
      ok: true,
      record: {
        ...record,
        sittings: record.sittings.map((one) => (one.id === sitting ? { ...one, repeats } : one)),
      },
    }));
  };

  /** Makes a plan say what the log of its sitting says. */
  const renew = async (plan: string, sitting: string, by: string): Promise<PlanAnswer> => {
    const told = sittings.withdrawalOf(sitting);
    if (!told) return refuse("not-found");
    return plans.change(plan, null, by, renewSitting(sitting, plans.hex(8), told));
  };

  /** Takes papers back in the log; those that the log has back already only wait for their plan. */
  const takeBack = async (sitting: string, reason: string, by: string): Promise<{ ok: true } | Refusal> => {
    if (sittings.withdrawalOf(sitting)) return { ok: true };
    const drawn = sittings.get(sitting);
    if (!drawn) return refuse("not-found");
    if (namesIdNumber(reason, drawn)) return refuse("id-number-in-text");
    return sittings.withdraw(sitting, reason, by);
  };

  return {
    /** Begins to draw; from here on nothing that the papers rest on changes. */
    begin(
      plan: string,
      sitting: string,
      version: number,
      by: string,
    ): { ok: true } | PlanInvalid | PlanChanged | Refusal {
      const state = plans.state(plan);
      const meant = state?.record.sittings.find(({ id }) => id === sitting);
      if (!state || !meant) return refuse("not-found");
      if (state.record.version !== version) return { ok: false, code: "plan-changed", plan: planView(state) };
      const phase = state.phaseOf(sitting);
      if (phase === "preparing") return refuse("preparing");
      if (isSettled(phase)) return refuse("sitting-prepared");
      const faults = unready(state, meant);
      if (faults.length > 0) return invalid(faults.map((sentence) => ({ where: "", sentence })));
      const end = plans.beginPreparing(sitting);
      cancelled.delete(sitting);
      states.set(sitting, { phase: "drawing", done: 0, total: 0 });
      run(state, meant, by)
        .then((last) => states.set(sitting, last))
        .catch((reason) => {
          states.set(sitting, { phase: "failed", sentence: sentenceOf(reason) });
          report(`papers of sitting ${sitting}`, reason);
        })
        .finally(end);
      return { ok: true };
    },
    /** Stops a drawing that has not been written; one that is over stays. */
    cancel(plan: string, sitting: string): { ok: true } | Refusal {
      const known = plans.state(plan)?.record.sittings.some(({ id }) => id === sitting);
      if (!known || states.get(sitting)?.phase !== "drawing") return refuse("not-found");
      cancelled.add(sitting);
      return { ok: true };
    },
    /**
     * Takes drawn papers back before the start; the plan's sitting is planned again. Where the plan could not be
     * written, it stays prepared, and asking again writes it.
     */
    withdraw: (
      plan: string,
      sitting: string,
      { version, reason }: { version: number; reason: string },
      by: string,
    ): Promise<PlanAnswer> =>
      withdrawals.run(async () => {
        const state = plans.state(plan);
        if (!state) return refuse("not-found");
        if (state.record.version !== version)
          return { ok: false, code: "plan-changed", plan: planView(state) };
        if (!state.record.sittings.some(({ id }) => id === sitting)) return refuse("not-found");
        if (state.phaseOf(sitting) === "preparing") return refuse("preparing");
        const taken = await takeBack(sitting, reason, by);
        return taken.ok ? renew(plan, sitting, by) : taken;
      }),
    /**
     * Plans whose sittings were withdrawn before a stop, and that do not say so yet. A write that fails keeps no
     * server from starting.
     */
    async catchUp(): Promise<void> {
      for (const { id, sittings: planned } of plans.records()) {
        for (const one of planned) {
          const told = sittings.withdrawalOf(one.id);
          const failed = (reason: unknown) => report(`plan ${id} does not say what was withdrawn`, reason);
          if (told) await renew(id, one.id, told.by).catch(failed);
        }
      }
    },
    state(sitting: string): State {
      const prepared = sittings.get(sitting) !== undefined;
      return states.get(sitting) ?? { phase: prepared ? "done" : "none" };
    },
  };
}

export type Papers = ReturnType<typeof openPapers>;

/** What a sitting lacks before its papers can be drawn. */
export function unready({ candidates }: PlanState, { id, title }: KeptSitting): string[] {
  const places = candidates.flatMap(({ places }) => places.filter(({ sitting }) => sitting === id));
  if (places.length === 0) return [`“${title}”还没有考生`];
  const without = places.filter(({ seat }) => seat === null).length;
  return without === 0 ? [] : [`“${title}”还有 ${without} 名考生没有座位，请先抽签排座`];
}

function recordOf(
  { record }: PlanState,
  { id, title, test, form, minutes }: KeptSitting,
  wall: number,
  secret: string,
): SittingRecord {
  return {
    id,
    exam: record.id,
    title: `${record.title} · ${title}`,
    qualification: record.qualification,
    test,
    form,
    practice: false,
    minutes,
    preparedAt: wall,
    secret,
  };
}

function termsOf({ minutes, entryCloses, handInOpens, graceSeconds, start }: KeptSitting): Terms {
  return {
    duration: Math.round(minutes * minute),
    extra: 0,
    entryCloses: entryCloses === null ? null : Math.round(entryCloses * minute),
    handInOpens: Math.round(handInOpens * minute),
    grace: graceSeconds * 1000,
    ...(start === "own" && { start }),
  };
}

function boardTermsOf(sitting: KeptSitting): BoardTerms {
  const { conduct, confirmPerson } = withUsualTerms(sitting);
  return { conduct, confirmPerson };
}

function placeOf(
  { record }: PlanState,
  sitting: KeptSitting,
  one: PlanCandidate,
  attempt: string,
): PlannedPlace {
  const { id, name, admissionNumber, idNumber, extraMinutes, places } = one;
  const place = places.find((other) => other.sitting === sitting.id);
  return {
    person: { id, name, admissionNumber, idNumber },
    attempt,
    room: record.rooms.find((room) => room.id === place?.room)?.name ?? "",
    seat: String(place?.seat ?? ""),
    extra: Math.round(extraMinutes * minute),
  };
}

function seenOf(
  { secret, exam }: SittingRecord,
  takers: readonly PlanCandidate[],
  had: ReadonlyMap<string, string[]>,
): SeenItems {
  return Object.fromEntries(
    takers.flatMap(({ id, admissionNumber }) => {
      const items = had.get(id);
      return items ? [[sha256(candidateSeed(secret, exam, admissionNumber)), items]] : [];
    }),
  );
}

function sentenceOf(reason: unknown): string {
  if (reason instanceof CandidateTaken) {
    return "有考生的准考证号与服务器上另一名考生的相同，或姓名、证件号与先前场次登记的不同，请核对名单";
  }
  return "试卷没有抽成，请再试一次；还不行请联系技术人员";
}
