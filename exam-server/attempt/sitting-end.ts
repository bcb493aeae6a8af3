import { graceEnds } from "./clock.ts";
import type { AttemptState, PreparedAttempt } from "./state.ts";

/** Whether this was handed in, by its candidate or by a proctor, so that it may have been a mistake. */
export function mayBeMistaken(state: AttemptState): state is Extract<PreparedAttempt, { phase: "closed" }> {
  return state.phase === "closed" && /^(handed-in|forced)$/.test(state.closed.reason);
}

/**
 * Exam time until which a sitting whose attempts are all closed stays open, so that a mistaken hand-in can
 * be taken back. The grace alone is the limit: a reopening with credit gives back what was left at the hand-in,
 * however late it comes.
 */
export function reopenableUntil(states: readonly AttemptState[]): number {
  return states
    .filter(mayBeMistaken)
    .reduce((latest, state) => Math.max(latest, graceEnds(state)), Number.NEGATIVE_INFINITY);
}
