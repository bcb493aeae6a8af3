import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { isOver } from "./room-time.ts";
import type { Wish } from "./wish.ts";

/** Something that was done, as its answer is told where it was asked. */
export interface Deed {
  id: number;
  wish: Wish;
  /** Whom it was done to, as they were then. */
  before: readonly BoardSeat[];
  /** How many attempts the server says it reached. */
  reached: number;
}

/** Which seats have it, and which do not yet. */
export interface Delivery {
  all: number;
  delivered: number;
  waiting: BoardSeat[];
}

/** Whether the act is acknowledged by seats at all; others are done when the server says so. */
const isAcknowledged = ({ act }: Wish) =>
  act === "time" || act === "suspend" || act === "evacuate" || act === "message";

function isWaiting({ act }: Wish, before: BoardSeat, now: BoardSeat, unseen: ReadonlySet<string>): boolean {
  if (act === "message") return unseen.has(now.attempt);
  if (isOver(now)) return false;
  if (act === "time") return now.changesSeen <= before.changes;
  // The board has not told of the seat since the act: up to a second, nobody knows.
  return now === before || now.pause === "asked";
}

/**
 * How far a deed has come, from the board as it is now; null for acts that no seat acknowledges.
 * `unseen`: attempts that have not acknowledged the message.
 */
export function deliveryOf(
  { wish, before }: Deed,
  seats: ReadonlyMap<string, BoardSeat>,
  unseen: ReadonlySet<string>,
): Delivery | null {
  if (!isAcknowledged(wish)) return null;
  const waiting = before.flatMap((old) => {
    const now = seats.get(old.attempt) ?? old;
    return isWaiting(wish, old, now, unseen) ? [now] : [];
  });
  return { all: before.length, delivered: before.length - waiting.length, waiting };
}
