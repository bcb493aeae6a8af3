import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { type SeatMap, seatsOf } from "@kaochang/exam-server/protocol/seat-map.ts";
import { compareSeats } from "./seat-order.ts";

/** Seats that stand beside each other and mostly hang on one switch; `label` is said before 号排. */
export interface SeatRow {
  label: string;
  seats: BoardSeat[];
  /** As the row stands in the room; null: an aisle, a pillar, or a desk without a candidate. */
  cells: (BoardSeat | null)[];
}

/** The officer's map of the room, or where there is none how many desks stand in a row. */
export type Layout = SeatMap | number;

/** 「A-12」 is the twelfth of row A; 「12」 names no row. */
function rowInLabel(label: string): string | null {
  const named = /^(.*?)[-_ ]*\d+$/.exec(label)?.[1] ?? "";
  return named.replace(/[号排]+$/, "") || null;
}

/** How long rows mostly are: six for a dozen seats, eight for a classroom, sixteen for a hall. */
export function usualRowLength(seats: number): number {
  if (seats <= 12) return 6;
  return seats <= 64 ? 8 : 16;
}

interface Placed {
  row: string;
  /** From 1; null: after those that have one. */
  column: number | null;
  seat: BoardSeat;
}

function rowOf(label: string, placed: readonly Placed[]): SeatRow {
  const last = Math.max(0, ...placed.map(({ column }) => column ?? 0));
  const cells = Array.from({ length: last }, (): BoardSeat | null => null);
  for (const { column, seat } of placed) {
    if (column === null || cells[column - 1]) cells.push(seat);
    else cells[column - 1] = seat;
  }
  return { label, cells, seats: cells.filter((seat) => seat !== null) };
}

function rowsOfPlaced(placed: readonly Placed[]): SeatRow[] {
  const rows = new Map<string, Placed[]>();
  for (const one of placed) rows.set(one.row, [...(rows.get(one.row) ?? []), one]);
  return [...rows].map(([label, seats]) => rowOf(label, seats));
}

/** A room whose desks begin at 301 counts them from there. */
function numberBefore(seats: readonly BoardSeat[]): number {
  const least = Math.min(...seats.map(({ seat }) => Number(seat)));
  return Math.floor((least - 1) / 100) * 100;
}

/** Rows of `length` desks by their numbers, so that an empty desk keeps its place; by order where they have none. */
function placedByLength(seats: readonly BoardSeat[], length: number): Placed[] {
  const numbered = seats.every(({ seat }) => /^0*[1-9]\d*$/.test(seat));
  const before = numbered ? numberBefore(seats) : 0;
  return seats.map((seat, index) => {
    const place = numbered ? Number(seat.seat) - before : index + 1;
    return { row: String(Math.ceil(place / length)), column: ((place - 1) % length) + 1, seat };
  });
}

/** A seat that the map does not know stands in a row without a name, behind the others. */
function placedByMap(seats: readonly BoardSeat[], map: SeatMap): Placed[] {
  const places = new Map(seatsOf(map).map((place) => [place.number, place]));
  const placed = seats.map((seat): Placed & { at: number } => {
    const place = places.get(Number(seat.seat));
    return place
      ? { row: String(place.row), column: place.column, seat, at: place.row }
      : { row: "", column: null, seat, at: Number.POSITIVE_INFINITY };
  });
  return placed.sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));
}

/**
 * The rows of one room's seats, the first first: by the officer's map; else by labels that name their row;
 * else desks are numbered row by row.
 */
export function rowsOf(seats: readonly BoardSeat[], layout: Layout): SeatRow[] {
  const inOrder = [...seats].sort(compareSeats);
  if (typeof layout !== "number") return rowsOfPlaced(placedByMap(inOrder, layout));
  if (inOrder.some(({ seat }) => rowInLabel(seat) === null))
    return rowsOfPlaced(placedByLength(inOrder, layout));
  return rowsOfPlaced(inOrder.map((seat) => ({ row: rowInLabel(seat.seat) ?? "", column: null, seat })));
}
