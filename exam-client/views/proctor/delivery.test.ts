import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { expect, test } from "vitest";
import { deliveryOf } from "./delivery.ts";
import { aSeat } from "./seat.fixture.ts";
import type { Wish } from "./wish.ts";

const time: Wish = { act: "time", kind: "extension", minutes: 10, reason: "停电" };
const suspend: Wish = { act: "suspend", credited: true, reason: "停电" };
const message: Wish = { act: "message", text: "好" };

const cases: [string, Wish, BoardSeat[], BoardSeat[], string[], string[]][] = [
  [
    "a seat shows the new time once it has seen one change more",
    time,
    [aSeat("1", { changes: 1, changesSeen: 1 }), aSeat("2", { changes: 1, changesSeen: 1 })],
    [aSeat("1", { changes: 2, changesSeen: 2 }), aSeat("2", { changes: 2, changesSeen: 1 })],
    [],
    ["2"],
  ],
  [
    "an earlier change that was not shown yet counts for nothing",
    time,
    [aSeat("1", { changes: 1, changesSeen: 0 })],
    [aSeat("1", { changes: 2, changesSeen: 1 })],
    [],
    ["1"],
  ],
  ["who has handed in needs no new time", time, [aSeat("1")], [aSeat("1", { state: "handed-in" })], [], []],
  [
    "a suspension is delivered when the screen is blank",
    suspend,
    [aSeat("1"), aSeat("2")],
    [aSeat("1", { pause: "seen" }), aSeat("2", { pause: "asked", state: "offline" })],
    [],
    ["2"],
  ],
  ["a suspension of which the board has not told yet is not delivered", suspend, [aSeat("1")], [], [], ["1"]],
  ["a message waits for its receipt", message, [aSeat("1"), aSeat("2")], [], ["a-03-2"], ["2"]],
];

test.each(cases)("%s", (_name, wish, before, now, unseen, waiting) => {
  const seats = new Map(now.map((seat) => [seat.attempt, seat]));
  const delivery = deliveryOf({ id: 1, wish, before, reached: before.length }, seats, new Set(unseen));
  expect(delivery?.waiting.map(({ seat }) => seat)).toEqual(waiting);
  expect(delivery?.delivered).toBe(before.length - waiting.length);
});

test("acts that no seat acknowledges have no delivery", () => {
  const deed = { id: 1, wish: { act: "confirm" } as const, before: [aSeat("1")], reached: 1 };
  expect(deliveryOf(deed, new Map(), new Set())).toBeNull();
});
