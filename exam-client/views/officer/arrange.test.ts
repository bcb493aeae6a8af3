import { expect, test } from "vitest";
import { type Arrangeable, arrange, arrangementOf, bySeat } from "./arrange.ts";
import { aResult } from "./result.fixture.ts";

const columns: Arrangeable[] = [
  { key: "seat", compare: (a, b) => Number(a.seat) - Number(b.seat) },
  { key: "state", groupOf: (result) => result.state },
];
const rows = [
  aResult({ seat: "10" }),
  aResult({ seat: "2", state: "absent" }),
  aResult({ seat: "1", state: "time-up" }),
];
const seats = (given: Parameters<typeof arrange>[2]) => arrange(rows, columns, given).map((row) => row.seat);

test("sorts as the heading says", () => {
  expect(seats(bySeat)).toEqual(["1", "2", "10"]);
  expect(seats({ filters: {}, sort: { key: "seat", order: "descend" } })).toEqual(["10", "2", "1"]);
  expect(seats({ filters: {}, sort: null })).toEqual(["10", "2", "1"]);
});
test("keeps what the filters let through", () => {
  expect(seats({ filters: { state: ["absent", "time-up"] }, sort: null })).toEqual(["2", "1"]);
  expect(seats({ filters: { state: null, seat: null }, sort: null })).toHaveLength(3);
});
test("reads what antd's table reports", () => {
  expect(arrangementOf({ state: ["absent"] }, { columnKey: "total", order: "descend" })).toEqual({
    filters: { state: ["absent"] },
    sort: { key: "total", order: "descend" },
  });
  expect(arrangementOf({}, { columnKey: "total" }).sort).toBeNull();
  expect(arrangementOf({}, []).sort).toBeNull();
});
