import fc from "fast-check";
import { expect, test } from "vitest";
import { capacityOf, numberings, seatsOf } from "./seat-map.ts";

const grid = fc.record({
  rows: fc.integer({ min: 1, max: 12 }),
  columns: fc.integer({ min: 1, max: 12 }),
  numbering: fc.constantFrom(...numberings),
  missing: fc.array(
    fc.record({ row: fc.integer({ min: 1, max: 12 }), column: fc.integer({ min: 1, max: 12 }) }),
  ),
  spare: fc.array(fc.integer({ min: 1, max: 144 })),
});

test("seats are numbered from 1 without a gap, one to a place, none where a seat is missing", () => {
  fc.assert(
    fc.property(grid, (map) => {
      const seats = seatsOf(map);
      expect(seats.map(({ number }) => number)).toEqual(seats.map((_, index) => index + 1));
      expect(new Set(seats.map(({ row, column }) => `${row}/${column}`)).size).toBe(seats.length);
      for (const { row, column } of map.missing) {
        expect(seats.some((seat) => seat.row === row && seat.column === column)).toBe(false);
      }
      expect(capacityOf(map)).toBe(seats.filter(({ number }) => !map.spare.includes(number)).length);
    }),
  );
});

const places = (numbering: (typeof numberings)[number]) =>
  seatsOf({ rows: 2, columns: 2, missing: [], spare: [], numbering }).map(
    ({ row, column }) => `${row}${column}`,
  );
test("rows go from left to right, columns from front to back, a snake turns at each end", () => {
  expect(places("rows")).toEqual(["11", "12", "21", "22"]);
  expect(places("columns")).toEqual(["11", "21", "12", "22"]);
  expect(places("snake")).toEqual(["11", "21", "22", "12"]);
});
