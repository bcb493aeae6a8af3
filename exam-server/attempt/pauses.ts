import type { Pause, Stretch } from "./proctored.ts";
import type { PreparedAttempt } from "./state.ts";

/** Whether there is a clock that can stand still: the attempt's own, or that of the open doors before it. */
function runs({ phase, opened }: PreparedAttempt): boolean {
  return phase === "running" || (phase === "prepared" && opened !== null);
}

/** A seat that is there answers within a second; one that has not within this many milliseconds was gone. */
export const seatAnswersWithin = 10_000;

/**
 * When a pause came into effect: when the seat acknowledged it; null while it has not. A seat that was
 * gone, and so acknowledges late or never, must not lose by that what the seats beside it are given: for
 * it a credited pause holds from the moment at which it was asked for, the clock as well as the answers,
 * so that time which is given back is not written in as well. A pause without credit takes no time from
 * anybody, and waits for the acknowledgement whenever it comes.
 */
export function effectFrom({ credited, since, seenAt }: Pause, exam: number): number | null {
  const heard = (seenAt ?? exam) - since <= seatAnswersWithin;
  return credited && !heard ? since : seenAt;
}

/** Exam time since which the attempt's clock stands still; null while it runs. */
export function stoppedAt(state: PreparedAttempt): number | null {
  const credited = state.proctored.pauses.filter((pause) => pause.credited);
  if (!runs(state) || credited.length === 0) return null;
  // A seat that was asked a moment ago is taken to be there: its answer moves this by that moment.
  return unpaidFrom(
    state,
    credited.map((pause) => effectFrom(pause, Number.POSITIVE_INFINITY) ?? pause.since),
  );
}

/** What was before the start, or before the doors were open, cost nobody time. */
function inExam(state: PreparedAttempt, exam: number): number {
  if (state.phase === "prepared") return Math.max(exam, state.opened ?? exam);
  return Math.max(exam, state.startedAt);
}

/**
 * What the deadline moves by when a pause ends now: all the time for which the clock has stood and that
 * no earlier end of a pause has given back. Pauses overlap, and one that goes on pays from here on.
 */
export function creditOf(state: PreparedAttempt, exam: number): number {
  if (!runs(state)) return 0;
  const credited = state.proctored.pauses.filter((pause) => pause.credited);
  const from = credited.flatMap((pause) => effectFrom(pause, exam) ?? []);
  return from.length === 0 ? 0 : Math.max(0, exam - unpaidFrom(state, from));
}

function unpaidFrom(state: PreparedAttempt, from: readonly number[]): number {
  return Math.max(inExam(state, Math.min(...from)), state.proctored.paidUntil);
}

/** The stretch that a pause leaves behind when it ends; none when it never came into effect. */
export function stretchOf(state: PreparedAttempt, pause: Pause, exam: number): Stretch[] {
  const from = effectFrom(pause, exam);
  return from === null || state.phase === "prepared" ? [] : [{ from: inExam(state, from), to: exam }];
}

/**
 * Whether an entry was written while the screen should have been blank. `made`, `synced`: as the entry
 * says; `exam`: when it arrived. One that cannot prove its time and arrives in a pause was perhaps.
 */
export function writtenInPause(
  { proctored }: PreparedAttempt,
  { made, synced }: { made: number; synced: number | null },
  exam: number,
): boolean {
  const during = proctored.pauses.some((pause) => {
    const from = effectFrom(pause, exam);
    return from !== null && (synced === null || made > from);
  });
  return during || proctored.over.some(({ from, to }) => made > from && made < to);
}
