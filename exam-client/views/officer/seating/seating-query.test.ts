import { expect, test } from "vitest";
import { nothingAsked, queryOf } from "./seating-query.ts";

const day = new Date(2026, 4, 1, 9, 0).getTime();

test("what is left empty is not asked for", () => {
  expect(queryOf({ ...nothingAsked, who: "  " }, day)).toEqual({
    who: undefined,
    room: undefined,
    seat: undefined,
    from: undefined,
    to: undefined,
  });
});

test("times are those of the sitting's day, the last minute whole", () => {
  const { from, to } = queryOf({ ...nothingAsked, from: "10:05", to: "10:20" }, day);
  expect([from, to]).toEqual([
    new Date(2026, 4, 1, 10, 5).getTime(),
    new Date(2026, 4, 1, 10, 20, 59, 999).getTime(),
  ]);
});
