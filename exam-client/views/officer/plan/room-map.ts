import { type SeatMap, type SeatPlace, seatsOf } from "@kaochang/exam-server/protocol/seat-map.ts";

/** One place of a room's grid as it is drawn: a seat, or a gap. */
export interface Place {
  row: number;
  column: number;
  seat: SeatPlace | null;
}

const has = (list: SeatMap["missing"], row: number, column: number) =>
  list.some((one) => one.row === row && one.column === column);

/** The grid row by row, the front row first. */
export function gridOf(map: SeatMap): Place[][] {
  const seats = new Map(seatsOf(map).map((seat) => [`${seat.row} ${seat.column}`, seat]));
  return Array.from({ length: map.rows }, (_, r) =>
    Array.from({ length: map.columns }, (__, c) => {
      return { row: r + 1, column: c + 1, seat: seats.get(`${r + 1} ${c + 1}`) ?? null };
    }),
  );
}

/** The same map after `change`, with the spare seats where they stood: their numbers may have moved. */
function keepingSpares(map: SeatMap, change: Partial<SeatMap>): SeatMap {
  const spares = seatsOf(map).filter(({ spare }) => spare);
  const next = { ...map, ...change };
  const still = seatsOf(next).filter((seat) => has(spares, seat.row, seat.column));
  return { ...next, spare: still.map(({ number }) => number) };
}

/** Takes the seat of a place away, or puts one there. */
export function toggleSeat(map: SeatMap, row: number, column: number): SeatMap {
  const missing = has(map.missing, row, column)
    ? map.missing.filter((one) => one.row !== row || one.column !== column)
    : [...map.missing, { row, column }];
  return keepingSpares(map, { missing });
}

/** Keeps a seat free as 备用机, or gives it back to candidates. */
export function toggleSpare(map: SeatMap, number: number): SeatMap {
  const spare = map.spare.includes(number)
    ? map.spare.filter((one) => one !== number)
    : [...map.spare, number].sort((a, b) => a - b);
  return { ...map, spare };
}

/** Another size or numbering; gaps, doors and spare seats that lie outside are forgotten. */
export function reshaped(
  map: SeatMap,
  shape: Partial<Pick<SeatMap, "rows" | "columns" | "numbering">>,
): SeatMap {
  const { rows, columns } = { ...map, ...shape };
  const missing = map.missing.filter((one) => one.row <= rows && one.column <= columns);
  const along = (wall: SeatMap["doors"][number]["wall"]) =>
    wall === "left" || wall === "right" ? rows : columns;
  const doors = map.doors.filter(({ wall, at }) => at <= along(wall));
  return keepingSpares(map, { ...shape, missing, doors });
}

/** A room of thirty: fits two proctors at 1 to 15. */
export const usualMap: SeatMap = {
  rows: 5,
  columns: 6,
  missing: [],
  numbering: "rows",
  spare: [],
  doors: [{ wall: "right", at: 1 }],
  platform: "front",
};
