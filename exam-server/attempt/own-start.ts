import type { RefusalCode } from "../protocol/refusal.ts";
import { entryCloses } from "./clock.ts";
import { holds } from "./lease.ts";
import { stoppedAt } from "./pauses.ts";
import type { AttemptState, Now, PreparedAttempt } from "./state.ts";

/** The doors are open, and the attempt begins when its candidate says so. */
export type Unbegun = Extract<PreparedAttempt, { phase: "prepared" }> & { opened: number };

export function isUnbegun(state: AttemptState): state is Unbegun {
  return state.phase === "prepared" && state.opened !== null;
}

/** Whether it is too late to come in or to begin, leave of a proctor aside. While the clock stands still, nothing closes. */
export function isPastEntry(state: PreparedAttempt, { exam }: Now): boolean {
  if (state.phase === "prepared" && state.opened === null) return false;
  return (stoppedAt(state) ?? exam) > entryCloses(state);
}

/** Whether who is not in, or has not begun, can only do so by leave of a proctor, which nobody has given. */
export function isShutOut(state: PreparedAttempt, now: Now): boolean {
  return isPastEntry(state, now) && state.proctored.admittedAt === null;
}

/** Why an attempt cannot begin now by its own candidate; null when it can. */
export function unbegunRefusal(state: PreparedAttempt, epoch: number, now: Now): RefusalCode | null {
  if (state.phase === "closed") return "attempt-closed";
  if (!holds(state, epoch)) return "fenced";
  if (!state.rulesAccepted) return "not-admitted";
  if (!isUnbegun(state)) return "not-started";
  if (state.proctored.pauses.length > 0) return "suspended";
  return isShutOut(state, now) ? "entry-closed" : null;
}

/**
 * Exam time at which an attempt that never began ends with its sitting: when whoever had begun at the last
 * moment would be closed, so that a proctor may let a latecomer in until then. For whom they let in, the last
 * moment is not before the leave: it gives the whole time once more, and yet keeps no sitting open for ever.
 */
export function lastEnd(state: Unbegun): number {
  const { duration, extra, grace } = state.terms;
  const { admittedAt, stood } = state.proctored;
  const last = Math.max(entryCloses(state), (admittedAt ?? 0) + stood);
  return last + duration + extra + state.granted + grace;
}

/** Whether nobody can begin it any more, so that it is closed without having been sat. */
export function isForfeit(state: AttemptState, { exam }: Now): boolean {
  return isUnbegun(state) && stoppedAt(state) === null && exam >= lastEnd(state);
}
