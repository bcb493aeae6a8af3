import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { hasArrived, isOver, roomDeadline, same } from "./room-time.ts";
import { byRoom } from "./seat-order.ts";

/** One clock of the board: of the rooms that share it. Times are exam time. */
export interface RoomClock {
  rooms: string[];
  deadline: number;
  /** Since when it stands still, as most of its seats do; null while it runs. */
  stoppedAt: number | null;
}

/** Since when most seats stand still; null when most run. Who never came has no clock that anybody looks at. */
function stoppedSince(seats: readonly BoardSeat[]): number | null {
  const open = seats.filter((seat) => hasArrived(seat) && !isOver(seat));
  const stopped = open.flatMap(({ stoppedAt }) => stoppedAt ?? []).sort((a, b) => a - b);
  return stopped.length * 2 > open.length ? (stopped[Math.floor(stopped.length / 2)] ?? null) : null;
}

const isOne = (a: RoomClock, b: RoomClock) =>
  same(a.deadline, b.deadline) &&
  (a.stoppedAt === null ? b.stoppedAt === null : same(a.stoppedAt, b.stoppedAt));

/** The clocks of the rooms, each once, in the order of the rooms; none before the start. */
export function roomClocks(seats: readonly BoardSeat[]): RoomClock[] {
  const clocks: RoomClock[] = [];
  for (const { name, seats: own } of byRoom(seats)) {
    const deadline = roomDeadline(own);
    if (deadline === null) continue;
    const clock = { rooms: [name], deadline, stoppedAt: stoppedSince(own) };
    const known = clocks.find((one) => isOne(one, clock));
    if (known) known.rooms.push(name);
    else clocks.push(clock);
  }
  return clocks;
}
