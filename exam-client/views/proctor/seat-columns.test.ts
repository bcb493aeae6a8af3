import { expect, test } from "vitest";
import { wordsIn } from "../staff/i18n/words.ts";
import { aSeat } from "./seat.fixture.ts";
import { columns, sorted } from "./seat-columns.ts";

const seats = [
  aSeat("10", { answered: 50, changes: 1, granted: 300_000 }),
  aSeat("2", { answered: 50, state: "offline" }),
  aSeat("1", { answered: 3, quarantined: 1, keeps: false }),
];
const order = (column: (typeof columns)[number]["id"], descending = false) =>
  sorted(seats, { column, descending }).map(({ seat }) => seat);

test("rows are sorted by each column, equal ones by their seats either way", () => {
  expect(order("seat")).toEqual(["1", "2", "10"]);
  expect(order("seat", true)).toEqual(["10", "2", "1"]);
  expect(order("answered")).toEqual(["1", "2", "10"]);
  expect(order("answered", true)).toEqual(["2", "10", "1"]);
  expect(order("marks", true)).toEqual(["1", "10", "2"]);
  expect(order("added", true)).toEqual(["10", "1", "2"]);
  expect(order("state", true)).toEqual(["2", "1", "10"]);
});

test("cells say what there is", () => {
  const t = wordsIn("zh");
  const [seat] = seats;
  const texts = Object.fromEntries(columns.map(({ id, text }) => [id, seat ? text(seat, t) : ""]));
  expect(texts).toMatchObject({ seat: "10", answered: "50/100", added: "+5分 未显示", state: "作答中" });
});
