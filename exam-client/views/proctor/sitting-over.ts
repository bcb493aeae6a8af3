import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { isClosed } from "./room-time.ts";

/** Everybody who came has handed in. */
export interface AllIn {
  closed: number;
  /** Who never came. */
  missing: number;
}

/**
 * Whether the sitting can be ended from this board: it shows all seats of the sitting, and nobody who came can
 * still answer. Null while it cannot.
 */
export function allIn(
  seats: readonly BoardSeat[],
  { phase, candidates }: Pick<SittingSummary, "phase" | "candidates">,
): AllIn | null {
  const closed = seats.filter(isClosed).length;
  const missing = seats.filter(({ state }) => state === "not-arrived").length;
  const every = seats.length === candidates && closed + missing === candidates;
  return phase === "running" && every && closed > 0 ? { closed, missing } : null;
}
