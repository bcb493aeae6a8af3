import type { SeatMap } from "@kaochang/exam-server/protocol/seat-map.ts";
import { expect, test } from "vitest";
import type { LayoutOf } from "./failed-together.ts";
import { aSeat } from "./seat.fixture.ts";
import { freeSeats } from "./spare-seats.ts";

/** Three rows of four desks: 1–4 in front, 9–12 behind; what is spare is set aside by the officer. */
const map = (spare: number[] = []): SeatMap => ({
  rows: 3,
  columns: 4,
  missing: [],
  numbering: "rows",
  spare,
  doors: [],
  platform: "front",
});
const drawn =
  (maps: Record<string, SeatMap>): LayoutOf =>
  ({ name }) =>
    maps[name] ?? 4;
const proposed = (...given: Parameters<typeof freeSeats>) =>
  freeSeats(...given).map(({ room, seat, spare }) => `${room}-${seat}${spare ? "*" : ""}`);

const people = ["1", "2", "3", "5", "6"].map((seat) => aSeat(seat));
const [, , third] = people;
if (!third) throw new Error("no third seat");

test("desks without a candidate are proposed, the nearest first", () => {
  expect(proposed(third, people, drawn({ "03": map() }))).toEqual([
    "03-4",
    "03-7",
    "03-8",
    "03-11",
    "03-10",
    "03-12",
  ]);
});

test("seats that are kept spare come before other free desks, the own room's before another room's", () => {
  const seats = [...people, aSeat("1", { room: "04" })];
  const maps = { "03": map([11, 12]), "04": map([2]) };
  expect(proposed(third, seats, drawn(maps))).toEqual(["03-11*", "03-12*", "03-4", "03-7", "03-8", "03-10"]);
  const full = [...Array(12).keys()].map((index) => aSeat(String(index + 1)));
  expect(proposed(third, [...full, aSeat("1", { room: "04" })], drawn(maps))).toEqual([
    "04-2*",
    "04-3",
    "04-4",
    "04-5",
    "04-6",
    "04-7",
  ]);
});

test("a PC that somebody was moved away from is proposed to nobody, however its number is written", () => {
  const moved = aSeat("07", { left: [{ room: "03", seat: "4" }] });
  expect(proposed(third, [...people, moved], drawn({ "03": map() }))).toEqual([
    "03-8",
    "03-11",
    "03-10",
    "03-12",
    "03-9",
  ]);
});

test("of a room that no officer has drawn nothing is proposed", () => {
  expect(proposed(third, people, drawn({}))).toEqual([]);
});

test("who sits where the map knows no seat is proposed the free ones by their numbers", () => {
  const elsewhere = aSeat("99");
  expect(proposed(elsewhere, [...people, elsewhere], drawn({ "03": map() }))[0]).toBe("03-4");
});
