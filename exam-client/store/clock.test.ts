import { afterEach, expect, test, vi } from "vitest";
import { leastDelay, measureClock, sampleOf } from "../transport/clock-sync.ts";
import type { Ask } from "../transport/wire.ts";
import { clockAtRest, createClock, readClock, remaining } from "./clock.ts";
import { handInOpensIn } from "./read.ts";

const minute = 60_000;
const times = {
  exam: 0,
  wall: 0,
  startedAt: 0,
  deadline: 90 * minute,
  handInOpensAt: 30 * minute,
  remindAt: [10 * minute, 5 * minute],
};
const sample = { offset: 0, wallOffset: 1_000, delay: 4 };

function runningClock() {
  let now = 0;
  const clock = createClock(() => now);
  clock.adopt(sample);
  clock.setTimes(times);
  const at = (monotonic: number) => {
    now = monotonic;
    clock.tick();
    return clock.store.getState();
  };
  return { clock, at };
}

afterEach(() => vi.useRealTimers());

test("TIME-5 steps of the PC's wall clock change nothing", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { at } = runningClock();
  const shown = ["2026-11-22", "1970-01-01", "2099-12-31"].map((date) => {
    vi.setSystemTime(new Date(date));
    return at(20 * minute).secondsLeft;
  });
  expect(shown).toEqual([70 * 60, 70 * 60, 70 * 60]);
});

test("TIME-4 the time left is computed: ticks that never came leave no trace", () => {
  const { at } = runningClock();
  const steady = runningClock();
  for (let now = 0; now <= 30 * minute; now += 200) steady.at(now);
  expect(at(30 * minute).secondsLeft).toBe(steady.at(30 * minute).secondsLeft);
});

test("TIME-5 exam time is the monotonic clock plus the offset of the fastest round trip", () => {
  const slow = sampleOf({ exam: 5_000, wall: 0 }, 1_000, 1_800);
  const fast = sampleOf({ exam: 6_000, wall: 0 }, 2_000, 2_010);
  expect(leastDelay([slow, fast])).toBe(fast);
  const state = { ...clockAtRest, sample: fast, times: { ...times, deadline: 10_000 } };
  expect(remaining(state, 3_005)).toBe(10_000 - 7_000);
});

test("TIME-5 several round trips are measured and a line that breaks ends them", async () => {
  let now = 0;
  const delays = [80, 10, 40];
  const ask = (() => {
    const delay = delays.shift();
    if (delay === undefined) return Promise.resolve({ ok: false, code: "no-answer" });
    now += delay;
    return Promise.resolve({ ok: true, exam: 1_000 + now - delay / 2, wall: 0 });
  }) as Ask;
  expect(await measureClock(ask, () => now, 5)).toEqual({ offset: 1_000, wallOffset: -85, delay: 10 });
});

test("TIME-5 at zero the time is up, and a later deadline takes that back", () => {
  const { clock, at } = runningClock();
  expect(at(90 * minute - 1).timeUp).toBe(false);
  expect(at(90 * minute).timeUp).toBe(true);
  clock.setTimes({ ...times, deadline: 100 * minute });
  expect(clock.store.getState()).toMatchObject({ timeUp: false, secondsLeft: 600 });
});

test("a reminder is shown when its time is crossed, once, and not by a page that begins below it", () => {
  const { at } = runningClock();
  at(79 * minute);
  const first = at(80 * minute).reminder;
  expect(first?.at).toBe(10 * minute);
  expect(at(81 * minute).reminder).toBe(first);
  expect(at(85 * minute).reminder?.at).toBe(5 * minute);
  const late = readClock({ ...clockAtRest, sample, times }, 84 * minute);
  expect(late.reminder).toBe(null);
});

test("after a sleep over both reminders the later one is shown", () => {
  const { at } = runningClock();
  at(70 * minute);
  expect(at(86 * minute).reminder?.at).toBe(5 * minute);
});

test("hand-in says how long until it opens", () => {
  const { at } = runningClock();
  expect(handInOpensIn(at(0))).toBe(30 * minute);
  expect(handInOpensIn(at(20 * minute))).toBe(10 * minute);
  expect(handInOpensIn(at(30 * minute))).toBe(0);
  expect(handInOpensIn(clockAtRest)).toBe(0);
});

test("TIME-5 what is written between zero and the tick that locks the page is stamped at the deadline", () => {
  let now = 0;
  const clock = createClock(() => now);
  clock.adopt(sample);
  clock.setTimes(times);
  now = 90 * minute + 150;
  expect(clock.stamp()).toBe(90 * minute);
  clock.tick();
  expect(clock.stamp()).toBe(90 * minute + 150);
});

test("TIME-5 one slow round trip does not shift the time, until the better sample is old or in doubt", () => {
  const { clock, at } = runningClock();
  const used = () => clock.store.getState().sample;
  const slow = { offset: 400, wallOffset: 1_400, delay: 900 };
  clock.adopt(slow);
  expect(used()).toBe(sample);
  clock.doubt();
  clock.adopt(slow);
  expect(used()).toBe(slow);
  clock.adopt(sample);
  expect(used()).toBe(sample);
  at(11 * minute);
  clock.adopt(slow);
  expect(used()).toBe(slow);
});

test("TIME-5 a sample that the one in use cannot be true beside is taken, however slow", () => {
  const { clock } = runningClock();
  const moved = { offset: 5_000, wallOffset: 6_000, delay: 900 };
  clock.adopt(moved);
  expect(clock.store.getState().sample).toBe(moved);
});
