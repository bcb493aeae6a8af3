import { expect, test } from "vitest";
import { aSeat, aSitting } from "./seat.fixture.ts";
import { allIn } from "./sitting-over.ts";

const sitting = { ...aSitting, candidates: 3 };
const handedIn = aSeat("1", { state: "handed-in" });
const timeUp = aSeat("2", { state: "time-up" });
const missing = aSeat("3", { state: "not-arrived" });

test("a sitting can be ended when everybody who came has handed in", () => {
  expect(allIn([handedIn, timeUp, missing], sitting)).toEqual({ closed: 2, missing: 1 });
});

test.each([
  ["somebody answers", [handedIn, timeUp, aSeat("3")], sitting],
  ["somebody is being collected", [handedIn, timeUp, aSeat("3", { state: "collecting" })], sitting],
  ["somebody is offline", [handedIn, timeUp, aSeat("3", { state: "offline" })], sitting],
  ["the board shows only some rooms", [handedIn, timeUp], sitting],
  ["nobody has come yet", ["1", "2", "3"].map((seat) => aSeat(seat, { state: "not-arrived" })), sitting],
  ["it is over already", [handedIn, timeUp, missing], { ...sitting, phase: "closed" as const }],
])("it cannot while %s", (_, seats, of) => {
  expect(allIn(seats, of)).toBeNull();
});
