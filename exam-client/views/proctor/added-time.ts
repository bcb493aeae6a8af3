import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { isOver } from "./room-time.ts";

/** Whether the seat has not yet told that it shows the latest change of its time. */
export function isTimeUnseen(seat: BoardSeat): boolean {
  return !isOver(seat) && seat.changesSeen < seat.changes;
}

export interface TimeSeen {
  /** Seats whose time was changed and still runs, and how many of them show it. */
  all: number;
  shown: number;
  unseen: BoardSeat[];
}

export function timeSeen(seats: readonly BoardSeat[]): TimeSeen {
  const changed = seats.filter((seat) => seat.changes > 0 && !isOver(seat));
  const unseen = changed.filter(isTimeUnseen);
  return { all: changed.length, shown: changed.length - unseen.length, unseen };
}

/** Minutes with at most one place: 5, 2.5. */
export function addedMinutes({ granted }: BoardSeat): number {
  return Math.round(granted / 6_000) / 10;
}
