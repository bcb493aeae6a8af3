import type { RefusalCode } from "../protocol/refusal.ts";
import { entryCloses } from "./clock.ts";
import { isShutOut, isUnbegun } from "./own-start.ts";
import type { AttemptState, Now, PreparedAttempt } from "./state.ts";

/**
 * Why one attempt keeps its sitting from being ended; null: it is closed, or its candidate is absent by it. That
 * is who can come in or begin no more, and who may come as long as the sitting lasts: of these whoever ends it
 * must know (`mayComeToTheEnd`). For whom a proctor has let in the sitting always waits.
 */
export function endRefusal(state: PreparedAttempt, now: Now): RefusalCode | null {
  if (state.phase === "closed") return null;
  const isIn = state.phase !== "prepared" && state.lease !== null;
  const isBefore = state.phase === "prepared" && !isUnbegun(state);
  if (isIn || isBefore) return "sitting-not-over";
  if (isShutOut(state, now) || mayComeToTheEnd(state)) return null;
  if (state.lease !== null) return "sitting-not-over";
  return state.proctored.admittedAt === null ? "entry-open" : "latecomer-admitted";
}

/** Whether somebody has not come, and may as long as the sitting lasts, because entry never closes. */
export function mayComeToTheEnd(state: AttemptState): boolean {
  if (state.phase === "none" || state.phase === "closed") return false;
  const isAway = state.lease === null && state.proctored.admittedAt === null;
  return isAway && entryCloses(state) === Number.POSITIVE_INFINITY;
}
