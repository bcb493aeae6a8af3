import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";

/** "2" before "12", "A2" before "A10": as the labels on the desks run. */
const byLabel = new Intl.Collator("zh-CN", { numeric: true });

export function compareSeats(a: BoardSeat, b: BoardSeat): number {
  return byLabel.compare(a.room, b.room) || byLabel.compare(a.seat, b.seat);
}

export interface Room {
  name: string;
  seats: BoardSeat[];
}

/** Rooms in the order of their names, seats in the order of their labels. */
export function byRoom(seats: readonly BoardSeat[]): Room[] {
  const rooms: Room[] = [];
  for (const seat of [...seats].sort(compareSeats)) {
    const last = rooms[rooms.length - 1];
    if (last?.name === seat.room) last.seats.push(seat);
    else rooms.push({ name: seat.room, seats: [seat] });
  }
  return rooms;
}
