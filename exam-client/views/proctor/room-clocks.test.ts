import { expect, test } from "vitest";
import { roomClocks } from "./room-clocks.ts";
import { aSeat } from "./seat.fixture.ts";

const minute = 60_000;

test("rooms that share a time share a clock, one that differs has its own", () => {
  const seats = [
    aSeat("1", { room: "01", deadline: 90 * minute }),
    aSeat("1", { room: "02", deadline: 90 * minute + 400 }),
    aSeat("1", { room: "03", deadline: 100 * minute }),
    aSeat("1", { room: "04", deadline: null }),
  ];
  expect(roomClocks(seats)).toEqual([
    { rooms: ["01", "02"], deadline: 90 * minute, stoppedAt: null },
    { rooms: ["03"], deadline: 100 * minute, stoppedAt: null },
  ]);
});

test("a room's clock stands still when most of those who sit there do", () => {
  const still = { deadline: 90 * minute, stoppedAt: 30 * minute };
  const runs = { deadline: 90 * minute };
  const away = aSeat("9", { ...runs, state: "not-arrived" });
  const [stopped] = roomClocks([aSeat("1", still), aSeat("2", still), aSeat("3", runs), away, away, away]);
  expect(stopped?.stoppedAt).toBe(30 * minute);
  const [going] = roomClocks([aSeat("1", still), aSeat("2", runs), aSeat("3", runs)]);
  expect(going?.stoppedAt).toBeNull();
});
