import type { SeatMap } from "@kaochang/exam-server/protocol/seat-map.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aSeat } from "./seat.fixture.ts";
import { rowsOf } from "./seat-rows.ts";

const told = (labels: readonly string[], length = 4) =>
  rowsOf(
    labels.map((label) => aSeat(label)),
    length,
  ).map(({ label, seats }) => `${label}: ${seats.map(({ seat }) => seat).join(" ")}`);

describe("the rows of a room", () => {
  const cases: [string, string[], string[]][] = [
    ["desks numbered row by row", ["5", "1", "2", "4", "3"], ["1: 1 2 3 4", "2: 5"]],
    ["an empty desk keeps its place", ["1", "4", "5", "8"], ["1: 1 4", "2: 5 8"]],
    ["desks that begin at 301", ["301", "304", "305"], ["1: 301 304", "2: 305"]],
    ["leading zeros", ["01", "05"], ["1: 01", "2: 05"]],
    ["rows in the labels", ["A2", "B1", "A1", "A10"], ["A: A1 A2 A10", "B: B1"]],
    ["rows in the labels, as said", ["3排2", "3排1", "4号排1"], ["3: 3排1 3排2", "4: 4号排1"]],
    ["rows and places by numbers", ["3-12", "3-2", "10-1"], ["3: 3-2 3-12", "10: 10-1"]],
    ["names without numbers, by their order", ["甲", "乙"], ["1: 甲 乙"]],
  ];
  test.each(cases)("%s", (_name, labels, rows) => expect(told(labels)).toEqual(rows));
  test("nobody, no rows", () => expect(told([])).toEqual([]));
});

const map: SeatMap = {
  rows: 2,
  columns: 3,
  missing: [{ row: 1, column: 2 }],
  numbering: "snake",
  spare: [],
  doors: [],
  platform: "front",
};

test("the officer's map says where each seat stands; one that it does not know stands behind", () => {
  const rows = rowsOf(
    ["1", "2", "3", "4", "5", "99"].map((seat) => aSeat(seat)),
    map,
  );
  expect(rows.map(({ label, cells }) => [label, cells.map((seat) => seat?.seat ?? null)])).toEqual([
    ["1", ["1", null, "4"]],
    ["2", ["2", "3", "5"]],
    ["", ["99"]],
  ]);
});

test("a desk without a candidate is a gap in its row", () => {
  expect(rowsOf([aSeat("1"), aSeat("4")], 4)[0]?.cells.map((seat) => seat?.seat ?? null)).toEqual([
    "1",
    null,
    null,
    "4",
  ]);
});

test("every seat stands in exactly one row, whatever is written on the desks", () => {
  const label = fc.oneof(
    fc.integer({ min: 1, max: 600 }).map(String),
    fc
      .tuple(fc.constantFrom("A", "B", "3-", "x"), fc.integer({ min: 1, max: 40 }))
      .map(([a, n]) => `${a}${n}`),
    fc.string({ minLength: 1, maxLength: 4 }),
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(label, { maxLength: 60 }),
      fc.oneof(fc.constant(map), fc.integer({ min: 1, max: 30 })),
      (labels, layout) => {
        const seats = labels.map((one) => aSeat(one));
        const placed = rowsOf(seats, layout).flatMap((row) => row.seats);
        expect(placed.map(({ seat }) => seat).sort()).toEqual([...labels].sort());
      },
    ),
  );
});
