import { expect, test } from "vitest";
import { aSeat, aSitting } from "./seat.fixture.ts";
import { allIn } from "./sitting-over.ts";

const sitting = { ...aSitting, candidates: 3 };
const closing = 1_800_000;
const handedIn = aSeat("1", { state: "handed-in" });
const timeUp = aSeat("2", { state: "time-up" });
const missing = aSeat("3", { state: "not-arrived" });
const of = (third: typeof missing, exam = closing + 1) => allIn([handedIn, timeUp, third], sitting, exam);
const over = { closed: 2, missing: 0, mayCome: 0, waits: null };

test("a sitting can be ended when everybody who came has handed in and nobody may enter any more", () => {
  expect(of(missing)).toEqual({ ...over, missing: 1 });
  expect(of(aSeat("3", { state: "handed-in" }))).toEqual({ ...over, closed: 3 });
});

test("it waits while who has not come may enter, and for whom a proctor has let in", () => {
  expect(of(missing, closing)).toEqual({ ...over, waits: "entry" });
  const out = { ...missing, stoppedAt: closing, evacuated: true };
  expect(of(out)).toEqual({ ...over, waits: "entry" });
  expect(of({ ...missing, entryAdmitted: true })).toEqual({ ...over, waits: "latecomer" });
});

test("where entry is open to the end, who has not come is counted to be acknowledged", () => {
  expect(of({ ...missing, entryCloses: null })).toEqual({ ...over, mayCome: 1 });
});

test("who has not begun by themselves in time is missing, unless by leave of a proctor", () => {
  const unbegun = aSeat("3", { state: "unbegun", deadline: null });
  expect(of(unbegun)).toEqual({ ...over, missing: 1 });
  expect(of({ ...unbegun, state: "offline" })).toEqual({ ...over, missing: 1 });
  expect(of(unbegun, closing)).toBeNull();
  expect(of({ ...unbegun, entryAdmitted: true })).toBeNull();
});

test.each([
  ["somebody answers", [handedIn, timeUp, aSeat("3")], sitting],
  ["somebody is being collected", [handedIn, timeUp, aSeat("3", { state: "collecting" })], sitting],
  ["somebody is offline", [handedIn, timeUp, aSeat("3", { state: "offline" })], sitting],
  ["the board shows only some rooms", [handedIn, timeUp], sitting],
  ["nobody has come yet", ["1", "2", "3"].map((seat) => aSeat(seat, { state: "not-arrived" })), sitting],
  ["it is over already", [handedIn, timeUp, missing], { ...sitting, phase: "closed" as const }],
])("it cannot while %s", (_, seats, whole) => {
  expect(allIn(seats, whole, closing + 1)).toBeNull();
});
