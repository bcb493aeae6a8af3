import { z } from "zod";

/** Most rows or columns of a room's seat map. */
const maxSide = 40;
const side = z.int().min(1).max(maxSide);
const position = z.strictObject({ row: side, column: side });

/** rows: every row from the left · columns: every column from the front · snake: columns, every other one from the back (S 形). */
export const numberings = ["rows", "columns", "snake"] as const;

/**
 * 座位图, seen from above with the platform in front: row 1 is the row nearest to `platform`'s side,
 * column 1 is on the left of whoever faces row 1 from behind it.
 */
export const seatMapSchema = z.strictObject({
  rows: side,
  columns: side,
  /** Places of the grid where no seat stands: aisles, pillars. */
  missing: z.array(position).max(maxSide * maxSide),
  numbering: z.enum(numberings),
  /** Numbers of seats that nobody is given beforehand (备用机), for moves. */
  spare: z.array(z.int().min(1)).max(maxSide * maxSide),
  /** Doors, by the wall and the row or column beside which they stand. */
  doors: z.array(z.strictObject({ wall: z.enum(["front", "back", "left", "right"]), at: side })).max(8),
  platform: z.enum(["front", "back", "left", "right", "none"]),
});
export type SeatMap = z.infer<typeof seatMapSchema>;

export interface SeatPlace {
  /** Number of the seat in its room, from 1 without a gap. */
  number: number;
  row: number;
  column: number;
  spare: boolean;
}

type Grid = Pick<SeatMap, "rows" | "columns" | "missing" | "numbering" | "spare">;

/** Every seat of a room with its number and where it stands, in the order of the numbers. */
export function seatsOf({ rows, columns, missing, numbering, spare }: Grid): SeatPlace[] {
  const gone = new Set(missing.map(({ row, column }) => row * (maxSide + 1) + column));
  const spares = new Set(spare);
  return order(rows, columns, numbering)
    .filter(([row, column]) => !gone.has(row * (maxSide + 1) + column))
    .map(([row, column], index) => ({ number: index + 1, row, column, spare: spares.has(index + 1) }));
}

/** How many candidates a room takes: its seats without the spare ones. */
export function capacityOf(map: Grid): number {
  return seatsOf(map).filter(({ spare }) => !spare).length;
}

function order(rows: number, columns: number, numbering: Grid["numbering"]): [number, number][] {
  const byRows = numbering === "rows";
  const outer = upTo(byRows ? rows : columns);
  return outer.flatMap((line) => {
    const inner = upTo(byRows ? columns : rows);
    if (numbering === "snake" && line % 2 === 0) inner.reverse();
    return inner.map((place): [number, number] => (byRows ? [line, place] : [place, line]));
  });
}

function upTo(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}
