import type { AttemptEvent } from "./events.ts";
import { maxOutages } from "./outages.ts";
import type { AttemptState } from "./state.ts";

/**
 * The seat is gone since an exam time, long enough to be no reload. Whoever never arrived has no seat to
 * lose, and what was before the start cost nobody time.
 */
export function seatLost(state: AttemptState, since: number): AttemptEvent[] {
  if (state.phase !== "running" || state.lease === null) return [];
  const { outages, startedAt, lease } = state;
  if (outages.since !== null || outages.count >= maxOutages) return [];
  return [{ type: "seat-lost", data: { epoch: lease.epoch, since: Math.max(since, startedAt) } }];
}

/** A seat that was gone, this one or the one that took its place, is there since an exam time. */
export function seatReturned(state: AttemptState, since: number): AttemptEvent[] {
  if (state.phase === "none" || state.phase === "closed") return [];
  const { outages, lease } = state;
  if (outages.since === null || lease === null) return [];
  return [{ type: "seat-returned", data: { epoch: lease.epoch, since: Math.max(since, outages.since) } }];
}
