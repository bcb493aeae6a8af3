import { expect, test } from "vitest";
import { ownDeadline, roomDeadline, roomStart } from "./room-time.ts";
import { aSeat, aSitting } from "./seat.fixture.ts";

const extra = aSeat("3", { deadline: 6_000_000 });
const seats = [aSeat("1"), aSeat("2"), extra, aSeat("4", { deadline: null })];

test("the room's deadline is the one that most seats have", () => {
  expect(roomDeadline(seats)).toBe(5_400_000);
  expect(roomDeadline([extra, aSeat("1")])).toBe(6_000_000);
  expect(roomDeadline([aSeat("4", { deadline: null })])).toBeNull();
});
test("only a seat that differs has a time of its own", () => {
  expect(ownDeadline(extra, 5_400_000)).toBe(6_000_000);
  expect(ownDeadline(aSeat("1"), 5_400_000)).toBeNull();
  expect(ownDeadline(aSeat("1", { deadline: 5_400_900 }), 5_400_000)).toBeNull();
  expect(ownDeadline({ ...extra, state: "handed-in" }, 5_400_000)).toBeNull();
});
test("the start is the room's deadline less the duration", () => {
  expect(roomStart(seats, aSitting)).toBe(0);
  expect(roomStart([], aSitting)).toBeNull();
});
test("time that was given moves no start", () => {
  const given = aSeat("1", { deadline: 6_000_000, granted: 600_000 });
  expect(roomStart([given, aSeat("2"), { ...given, granted: 0 }], aSitting)).toBe(0);
});
