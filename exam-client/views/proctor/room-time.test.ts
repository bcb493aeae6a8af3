import { expect, test } from "vitest";
import { ownDeadline, roomDeadline, roomStart } from "./room-time.ts";
import { aSeat, aSitting } from "./seat.fixture.ts";

const extra = aSeat("3", { deadline: 6_000_000 });
const seats = [aSeat("1"), aSeat("2"), extra, aSeat("4", { deadline: null })];

test("the room's deadline is the one that most seats have", () => {
  expect(roomDeadline(seats)).toBe(5_400_000);
  expect(roomDeadline([extra, aSeat("1")])).toBe(5_400_000);
  expect(roomDeadline([aSeat("4", { deadline: null })])).toBeNull();
});
test("after an evacuation the room's deadline is the common one, though no two are equal", () => {
  const common = [7, 431, 19, 1_204].map((ms, n) => aSeat(String(n), { deadline: 6_000_000 + ms }));
  const longer = aSeat("8", { deadline: 7_200_003, extra: 1_200_000 });
  const absentee = { state: "not-arrived", deadline: 7_800_000 } as const;
  const gone = { state: "handed-in", deadline: 5_400_000 } as const;
  const others = ["11", "12", "13", "14", "15", "16"];
  const seats = [
    longer,
    ...others.map((seat) => aSeat(seat, absentee)),
    ...others.map((seat) => aSeat(seat, gone)),
    ...common,
  ];
  expect(roomDeadline(seats)).toBe(6_000_019);
  expect(roomDeadline([longer])).toBe(6_000_003);
  expect(ownDeadline(longer, 6_000_019)).toBe(7_200_003);
  for (const seat of common) expect(ownDeadline(seat, 6_000_019)).toBeNull();
});
test("where nobody answers the room's deadline is that of who came, else of the places", () => {
  const absentee = aSeat("1", { state: "not-arrived" });
  const gone = aSeat("2", { state: "handed-in", deadline: 6_000_000 });
  expect(roomDeadline([absentee, absentee, gone])).toBe(6_000_000);
  expect(roomDeadline([absentee])).toBe(5_400_000);
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
