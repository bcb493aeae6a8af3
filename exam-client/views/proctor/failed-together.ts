import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { isOver } from "./room-time.ts";
import { byRoom, type Room } from "./seat-order.ts";
import { type Layout, rowsOf, type SeatRow } from "./seat-rows.ts";

type Seats = [BoardSeat, ...BoardSeat[]];

/** Seats that went offline at one time: a whole room, a whole row, neighbours of a row, or one alone. */
export interface Failure {
  scope: "room" | "row" | "neighbours" | "seat";
  /** Of a row and of neighbours: what is said before 号排. */
  row: string | null;
  seats: Seats;
  /** Exam time at which the first of them went. */
  since: number;
}

/** How the seats of a room stand. */
export type LayoutOf = (room: Room) => Layout;

/** The server hears within one round of its pings, ten seconds, that a switch took its seats down. */
const togetherMs = 10_000;
/** Fewer at once may have failed each for itself. */
const togetherSeats = 3;

const isOffline = ({ state }: BoardSeat) => state === "offline";
/** Seats that hang on the network now: a row is down when none of these is left online. */
const isConnected = (seat: BoardSeat) => !isOver(seat) && seat.state !== "not-arrived" && !isOffline(seat);

/** Seats cut into groups that went within seconds after their first. */
function clusters(offline: readonly BoardSeat[]): BoardSeat[][] {
  const groups: BoardSeat[][] = [];
  for (const seat of [...offline].sort((a, b) => a.since - b.since)) {
    const last = groups[groups.length - 1];
    const first = last?.[0];
    if (last && first && seat.since - first.since <= togetherMs) last.push(seat);
    else groups.push([seat]);
  }
  return groups;
}

function failure(scope: Failure["scope"], row: string | null, seats: readonly BoardSeat[]): Failure[] {
  const [first, ...others] = seats;
  if (first === undefined) return [];
  return [{ scope, row, seats: [first, ...others], since: Math.min(...seats.map(({ since }) => since)) }];
}

/** Runs of seats that stand beside each other in their row. */
function neighbours(row: SeatRow, gone: ReadonlySet<BoardSeat>): BoardSeat[][] {
  const runs: BoardSeat[][] = [];
  let run: BoardSeat[] = [];
  for (const seat of row.seats) {
    if (gone.has(seat)) run.push(seat);
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  return run.length > 0 ? [...runs, run] : runs;
}

function failuresOfRow(row: SeatRow, cluster: readonly BoardSeat[]): Failure[] {
  const gone = new Set(cluster.filter((seat) => row.seats.includes(seat)));
  if (gone.size >= togetherSeats && !row.seats.some(isConnected))
    return failure(
      "row",
      row.label,
      row.seats.filter((seat) => gone.has(seat)),
    );
  return neighbours(row, gone).flatMap((run) =>
    run.length >= togetherSeats
      ? failure("neighbours", row.label, run)
      : run.flatMap((seat) => failure("seat", null, [seat])),
  );
}

function failuresOfRoom(room: Room, layoutOf: LayoutOf): Failure[] {
  const offline = room.seats.filter(isOffline);
  if (offline.length === 0) return [];
  const rows = rowsOf(room.seats, layoutOf(room));
  const whole = !room.seats.some(isConnected) && rows.length > 1;
  return clusters(offline).flatMap((cluster) =>
    whole && cluster.length >= togetherSeats && cluster.length === offline.length
      ? failure("room", null, cluster)
      : rows.flatMap((row) => failuresOfRow(row, cluster)),
  );
}

/**
 * Who is offline, each seat in exactly one failure. A row counts as whole when nobody of it is left online,
 * whoever has not arrived or has handed in.
 */
export function failedTogether(seats: readonly BoardSeat[], layoutOf: LayoutOf): Failure[] {
  return byRoom(seats).flatMap((room) => failuresOfRoom(room, layoutOf));
}
