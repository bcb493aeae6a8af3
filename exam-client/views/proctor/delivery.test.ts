import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { expect, test } from "vitest";
import { type Deed, deliveryOf, isComplete, noMemory, type PauseMemory, remembered } from "./delivery.ts";
import { aSeat } from "./seat.fixture.ts";
import type { Wish } from "./wish.ts";

const time: Wish = { act: "time", kind: "extension", minutes: 10, reason: "停电" };
const suspend: Wish = { act: "suspend", credited: true, reason: "停电" };
const evacuate: Wish = { act: "evacuate", reason: "火警" };
const message: Wish = { act: "message", text: "好" };

const named = (seats: readonly BoardSeat[]) => new Map(seats.map((seat) => [seat.attempt, seat]));
const deedOf = (wish: Wish, before: readonly BoardSeat[]): Deed => {
  return { id: 1, wish, before, reached: before.length };
};
const none = { unseen: new Set<string>(), unshown: new Set<string>() };

const cases: [string, Wish, BoardSeat[], BoardSeat[], string[]][] = [
  [
    "a seat shows the new time once it has seen one change more",
    time,
    [aSeat("1", { changes: 1, changesSeen: 1 }), aSeat("2", { changes: 1, changesSeen: 1 })],
    [aSeat("1", { changes: 2, changesSeen: 2 }), aSeat("2", { changes: 2, changesSeen: 1 })],
    ["2"],
  ],
  [
    "an earlier change that was not shown yet counts for nothing",
    time,
    [aSeat("1", { changes: 1, changesSeen: 0 })],
    [aSeat("1", { changes: 2, changesSeen: 1 })],
    ["1"],
  ],
  [
    "a suspension is delivered when the screen is blank",
    suspend,
    [aSeat("1"), aSeat("2")],
    [aSeat("1", { pause: "seen" }), aSeat("2", { pause: "asked", state: "offline" })],
    ["2"],
  ],
  ["a suspension of which the board has not told yet is not delivered", suspend, [aSeat("1")], [], ["1"]],
  [
    "who was suspended before has had no evacuation yet",
    evacuate,
    [aSeat("1", { pause: "seen" })],
    [aSeat("1", { pause: "seen" })],
    ["1"],
  ],
];

test.each(cases)("%s", (_name, wish, before, now, waiting) => {
  const deed = deedOf(wish, before);
  const memory = remembered(noMemory, deed, named(now));
  const delivery = deliveryOf(deed, named(now), { receipts: none, memory });
  expect(delivery?.waiting.map(({ seat }) => seat)).toEqual(waiting);
  expect(delivery?.delivered).toBe(before.length - waiting.length);
  expect(delivery?.ended).toBe(false);
});

test("a pause that has ended tells how many had it, and no more", () => {
  const before = [aSeat("1"), aSeat("2")];
  const deed = deedOf(evacuate, before);
  const pushes = [
    [aSeat("1", { pause: "asked", evacuated: true }), aSeat("2", { pause: "asked", evacuated: true })],
    [aSeat("1", { pause: "seen", evacuated: true }), aSeat("2", { pause: "asked", evacuated: true })],
    before,
  ];
  const memory = pushes.reduce<PauseMemory>(
    (known, seats) => remembered(known, deed, named(seats)),
    noMemory,
  );
  const delivery = deliveryOf(deed, named(before), { receipts: none, memory });
  expect(delivery).toMatchObject({ all: 2, delivered: 1, ended: true });
  expect(delivery && isComplete(delivery)).toBe(false);
});

test("a message that is shown is told apart from one that was put away", () => {
  const deed = deedOf(message, [aSeat("1"), aSeat("2"), aSeat("3")]);
  const receipts = { unseen: new Set(["a-03-2", "a-03-3"]), unshown: new Set(["a-03-3"]) };
  const delivery = deliveryOf(deed, new Map(), { receipts, memory: noMemory });
  expect(delivery).toMatchObject({ all: 3, delivered: 2, confirmed: 1 });
  expect(delivery?.waiting.map(({ seat }) => seat)).toEqual(["3"]);
});

test.each([time, suspend, evacuate, message])("whoever never came is not waited for: $act", (wish) => {
  const away = aSeat("2", { state: "not-arrived", pause: "asked", evacuated: true, changes: 1 });
  const here = aSeat("1", { pause: "seen", evacuated: true, changes: 1, changesSeen: 1 });
  const deed = deedOf(wish, [aSeat("1"), aSeat("2", { state: "not-arrived" })]);
  const now = named([here, away]);
  const receipts = { unseen: new Set(["a-03-2"]), unshown: new Set(["a-03-2"]) };
  const delivery = deliveryOf(deed, now, { receipts, memory: remembered(noMemory, deed, now) });
  expect(delivery).toMatchObject({ all: 1, delivered: 1, waiting: [], away: 1 });
  expect(delivery && isComplete(delivery)).toBe(true);
});

test("who has handed in, before the act or since, is not counted", () => {
  const deed = deedOf(time, [aSeat("1"), aSeat("2", { state: "handed-in" }), aSeat("3")]);
  const now = named([aSeat("3", { state: "handed-in" })]);
  const delivery = deliveryOf(deed, now, { receipts: none, memory: noMemory });
  expect(delivery).toMatchObject({ all: 1, delivered: 0, away: 0 });
});

test("acts that no seat acknowledges have no delivery", () => {
  const deed = deedOf({ act: "confirm" }, [aSeat("1")]);
  expect(deliveryOf(deed, new Map(), { receipts: none, memory: noMemory })).toBeNull();
});
