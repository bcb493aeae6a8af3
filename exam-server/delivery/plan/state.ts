import { sha256 } from "@kaochang/question-bank/digest.ts";
import { usualConduct } from "../../protocol/conduct.ts";
import type {
  Plan,
  PlanCandidate,
  PlanFault,
  PlanInvalid,
  PlanSitting,
  PlanSittingRequest,
  PlanSummary,
  QualificationChoice,
} from "../../protocol/plan.ts";
import type { Refusal } from "../../protocol/refusal.ts";
import type { KeptSitting, PlanRecord } from "../../store/plan-store.ts";

export type PlanPhase = PlanSitting["phase"];

/** Everything that a rule may ask of a plan. */
export interface PlanState {
  record: PlanRecord;
  /** By admission number. */
  candidates: readonly PlanCandidate[];
  phaseOf: (sitting: string) => PlanPhase;
  isReleased: (sitting: string) => boolean;
  /** The site's wall clock now, as a label. */
  now: string;
  /** What there is to choose from. */
  qualifications: readonly QualificationChoice[];
}

/** What a change writes; left out: stays as it is. */
export interface PlanEdit {
  ok: true;
  record?: PlanRecord;
  remove?: readonly string[];
  put?: readonly PlanCandidate[];
}

/** One kind of change: a pure function of the plan as it is now. */
export type PlanRule = (state: PlanState) => PlanEdit | PlanInvalid | Refusal;

export function invalid(faults: readonly PlanFault[]): PlanInvalid {
  return { ok: false, code: "plan-invalid", faults: [...faults] };
}

/** From the moment its papers are drawn on. */
export function isSettled(phase: PlanPhase): boolean {
  return phase !== "planned";
}

/** The sittings whose papers are drawn or being drawn. */
export function settledSittings({ record, phaseOf }: PlanState): KeptSitting[] {
  return record.sittings.filter(({ id }) => isSettled(phaseOf(id)));
}

/** Wall clock in milliseconds → the label of its minute in this machine's time zone. */
export function labelOf(wall: number): string {
  return new Date(wall).toLocaleString("sv-SE", { dateStyle: "short", timeStyle: "short" }).replace(" ", "T");
}

/** A label as people write it: "2026-05-29 13:30". */
export function readable(label: string): string {
  return label.replace("T", " ");
}

/** The label so many minutes later. Time zones do not matter: both ends are read as one. */
export function laterBy(label: string, minutes: number): string {
  return new Date(Date.parse(`${label}:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

/** With the terms that plans of before did not name. */
export function withUsualTerms<S extends PlanSittingRequest>(sitting: S) {
  const { conduct = usualConduct, confirmPerson = false } = sitting;
  return { ...sitting, conduct, confirmPerson };
}

/** When the last of a sitting may end, personal extra time aside: with own starts one may begin at the last moment. */
export function lastEnd({
  begins,
  minutes,
  entryCloses,
  start,
}: Pick<KeptSitting, "begins" | "minutes" | "entryCloses" | "start">): string {
  return laterBy(begins, start === "own" ? minutes + (entryCloses ?? minutes) : minutes);
}

/** Whether two sittings lie in each other's time, by their labels. */
export function overlap(one: KeptSitting, other: KeptSitting): boolean {
  return one.begins < lastEnd(other) && other.begins < lastEnd(one);
}

/** The plan as pages see it: without its secret, with what its roster amounts to. */
export function planView(state: Pick<PlanState, "record" | "candidates" | "phaseOf" | "isReleased">): Plan {
  const { secret, sittings, ...rest } = state.record;
  return {
    ...rest,
    secretHash: sha256(Buffer.from(secret, "hex")),
    sittings: sittings.map((sitting) => sittingView(state, sitting)).sort(byBeginning),
    candidates: state.candidates.length,
    photosMissing: state.candidates.filter(({ photo }) => photo === null).length,
  };
}

function sittingView(
  { candidates, phaseOf, isReleased }: Pick<PlanState, "candidates" | "phaseOf" | "isReleased">,
  sitting: KeptSitting,
): PlanSitting {
  const places = candidates.flatMap((one) => one.places.filter((place) => place.sitting === sitting.id));
  return {
    ...sitting,
    withdrawals: sitting.withdrawals ?? [],
    phase: phaseOf(sitting.id),
    released: isReleased(sitting.id),
    candidates: places.length,
    seated: places.filter(({ seat }) => seat !== null).length,
  };
}

function byBeginning(a: { begins: string }, b: { begins: string }): number {
  return a.begins < b.begins ? -1 : Number(a.begins > b.begins);
}

export function planSummary({
  record,
  candidates,
  phaseOf,
}: Pick<PlanState, "record" | "candidates" | "phaseOf">): PlanSummary {
  const { id, title, qualification, opens, closes, sittings } = record;
  return {
    id,
    title,
    qualification,
    opens,
    closes,
    candidates: candidates.length,
    sittings: [...sittings].sort(byBeginning).map((one) => ({
      id: one.id,
      title: one.title,
      test: one.test,
      begins: one.begins,
      phase: phaseOf(one.id),
    })),
  };
}
