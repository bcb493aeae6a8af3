import type { SpareSeat } from "@kaochang/exam-server/protocol/acts.ts";
import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { type SeatMap, type SeatPlace, seatsOf } from "@kaochang/exam-server/protocol/seat-map.ts";
import type { LayoutOf } from "./failed-together.ts";
import { byRoom, type Room } from "./seat-order.ts";

/** A seat that a candidate may be moved to; `spare`: the officer has set it aside for that (备用机). */
export interface FreeSeat extends SpareSeat {
  spare: boolean;
}

/** Nobody reads more than these before the first will do. */
const mostShown = 6;

const nameOf = ({ room, seat }: SpareSeat) => `${room} ${Number(seat)}`;

/** Seats that somebody has, and those whose PC somebody was moved away from. */
function taken(seats: readonly BoardSeat[]): Set<string> {
  return new Set(seats.flatMap((seat) => [nameOf(seat), ...seat.left.map(nameOf)]));
}

/** Steps from desk to desk; from a seat that is not on the map every desk is as near. */
function distance(from: SeatPlace | undefined, to: SeatPlace): number {
  return from === undefined ? 0 : Math.hypot(from.row - to.row, from.column - to.column);
}

function freeIn({ name }: Room, map: SeatMap, gone: ReadonlySet<string>, from: BoardSeat): FreeSeat[] {
  const places = seatsOf(map);
  const here = from.room === name ? places.find(({ number }) => number === Number(from.seat)) : undefined;
  return places
    .filter(({ number }) => !gone.has(nameOf({ room: name, seat: String(number) })))
    .sort(
      (a, b) =>
        Number(b.spare) - Number(a.spare) || distance(here, a) - distance(here, b) || a.number - b.number,
    )
    .map(({ number, spare }) => ({ room: name, seat: String(number), spare }));
}

/**
 * Free seats for one candidate by the officers' maps: of their own room before other rooms, those that are kept
 * spare before desks without a candidate, near before far. None of a room that nobody has drawn.
 */
export function freeSeats(from: BoardSeat, seats: readonly BoardSeat[], layoutOf: LayoutOf): FreeSeat[] {
  const gone = taken(seats);
  const rooms = byRoom(seats);
  const inOrder = [
    ...rooms.filter(({ name }) => name === from.room),
    ...rooms.filter(({ name }) => name !== from.room),
  ];
  return inOrder
    .flatMap((room) => {
      const layout = layoutOf(room);
      return typeof layout === "number" ? [] : freeIn(room, layout, gone, from);
    })
    .slice(0, mostShown);
}
