import { expect, test } from "vitest";
import { addedMinutes, timeSeen } from "./added-time.ts";
import { aSeat } from "./seat.fixture.ts";

test("only seats whose time was changed and still runs are counted", () => {
  const seats = [
    aSeat("1"),
    aSeat("2", { changes: 1, changesSeen: 1 }),
    aSeat("3", { changes: 2, changesSeen: 1, state: "offline" }),
    aSeat("4", { changes: 1, state: "handed-in" }),
  ];
  const { all, shown, unseen } = timeSeen(seats);
  expect([all, shown, unseen.map(({ seat }) => seat)]).toEqual([2, 1, ["3"]]);
});

test("minutes are told with at most one place", () => {
  expect([600_000, 150_000, 100_000].map((granted) => addedMinutes(aSeat("1", { granted })))).toEqual([
    10, 2.5, 1.7,
  ]);
});
