import type { PreparedAttempt } from "./state.ts";

/** Whether this epoch is the one that may write. A released lease still writes until another takes it. */
export function holds(state: PreparedAttempt, epoch: number): boolean {
  return state.lease !== null && state.lease.epoch === epoch;
}
