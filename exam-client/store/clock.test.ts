import { expect, test } from "vitest";
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
  graceEndsAt: 90 * minute + 10_000,
  handInOpensAt: 30 * minute,
  remindAt: [10 * minute, 5 * minute],
  changes: 0,
  granted: 0,
  stoppedAt: null,
};
const sample = { offset: 0, wallOffset: 1_000, delay: 4, asked: 0 };

/** A clock with a sample; `asleep` is how much further the PC's wall clock has gone than its monotonic one. */
function runningClock() {
  let now = 0;
  let asleep = 0;
  const jumps: number[] = [];
  const clock = createClock({
    monotonic: () => now,
    wall: () => now + asleep,
    jumped: (ms) => jumps.push(ms),
  });
  clock.adopt(sample);
  clock.setTimes(times);
  const at = (monotonic: number) => {
    now = monotonic;
    clock.tick();
    return clock.store.getState();
  };
  /** The PC sleeps, or somebody sets its wall clock, between two ticks. */
  const shift = (ms: number) => {
    asleep += ms;
  };
  return { clock, at, shift, jumps };
}

test("TIME-5 steps of the PC's wall clock change nothing of the time shown", () => {
  const { at, shift } = runningClock();
  const day = 24 * 60 * minute;
  const shown = [0, day, -2 * day, 40 * 365 * day].map((ms) => {
    shift(ms);
    return at(20 * minute).secondsLeft;
  });
  expect(shown).toEqual([70 * 60, 70 * 60, 70 * 60, 70 * 60]);
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
  expect(await measureClock(ask, () => now, 5)).toEqual({
    offset: 1_000,
    wallOffset: -85,
    delay: 10,
    asked: 80,
  });
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
  const clock = createClock({ monotonic: () => now, wall: () => now, jumped: () => {} });
  clock.adopt(sample);
  clock.setTimes(times);
  now = 90 * minute + 150;
  expect(clock.stamp().made).toBe(90 * minute);
  clock.tick();
  expect(clock.stamp().made).toBe(90 * minute + 150);
});

test("TIME-5 one slow round trip does not shift the time, until the better sample is old or in doubt", () => {
  const { clock, at } = runningClock();
  const used = () => clock.store.getState().sample;
  const slow = { offset: 400, wallOffset: 1_400, delay: 900, asked: 0 };
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
  const moved = { offset: 5_000, wallOffset: 6_000, delay: 900, asked: 0 };
  clock.adopt(moved);
  expect(clock.store.getState().sample).toBe(moved);
});

test("TIME-5 after a sample that did not fit the clock is compared more often for a while", () => {
  const { clock, at } = runningClock();
  expect(clock.pace()).toBe(60_000);
  clock.adopt({ ...sample, offset: 5_000 });
  expect(clock.pace()).toBe(20_000);
  at(11 * minute);
  expect(clock.pace()).toBe(60_000);
});

test("TIME-6 a jump between the PC's two clocks is told once, either way, and an even pace never", () => {
  const { at, shift, jumps } = runningClock();
  for (let now = 0; now < minute; now += 200) at(now);
  expect(jumps).toEqual([]);
  shift(3_600_000);
  at(minute);
  at(minute + 200);
  shift(-86_400_000);
  at(minute + 400);
  at(minute + 600);
  expect(jumps).toEqual([3_600_000, -86_400_000]);
});

test("TIME-6 after a sleep an entry is marked until the clock has been compared again", () => {
  const { clock, at, shift } = runningClock();
  at(10_000);
  expect(clock.stamp().synced).toBe(10_000);
  shift(minute);
  expect(clock.stamp().synced).toBe(null);
  expect(clock.pace()).toBe(5_000);
  expect(at(11_000).proven).toBe(false);
  clock.adopt({ ...sample, offset: minute, asked: 11_000 });
  expect(clock.store.getState()).toMatchObject({ proven: true, secondsLeft: 90 * 60 - 71 });
  at(12_500);
  expect(clock.stamp()).toEqual({ made: minute + 12_500, synced: 1_500 });
});

test("TIME-6 a wall clock that was set back proves that nobody slept", () => {
  const { clock, at, shift } = runningClock();
  shift(-minute);
  expect(at(10_000).proven).toBe(true);
  expect(clock.stamp().synced).toBe(10_000);
});

test("TIME-6 a round trip in which the PC slept proves nothing", () => {
  const { clock, at, shift } = runningClock();
  at(10_000);
  shift(minute);
  clock.adopt({ ...sample, offset: 500, asked: 9_990 });
  expect(clock.store.getState()).toMatchObject({ proven: false, sample });
});

test("TIME-4 xzs: a page that is opened again shows the same deadline, not the whole time anew", () => {
  const first = runningClock();
  const second = runningClock();
  first.at(20 * minute);
  expect(second.at(30 * minute).secondsLeft).toBe(first.at(30 * minute).secondsLeft);
});

test("TIME-7 Artemis 12435: a deadline that moves is shown at once, and time that is left opens a locked page", () => {
  const { clock, at } = runningClock();
  expect(at(90 * minute)).toMatchObject({ timeUp: true, secondsLeft: 0 });
  clock.setTimes({ ...times, deadline: 95 * minute, changes: 1, granted: 5 * minute });
  expect(clock.store.getState()).toMatchObject({ timeUp: false, secondsLeft: 300 });
});

test("once the time is up, the receipt is told to come when the grace is over, and no more when time was given in it", () => {
  const { clock, at } = runningClock();
  expect(at(90 * minute - 1).receiptWithin).toBeNull();
  expect(at(90 * minute).receiptWithin).toBe(10);
  expect(at(90 * minute + 3_100).receiptWithin).toBe(7);
  expect(at(90 * minute + 10_000).receiptWithin).toBeNull();
  clock.setTimes({ ...times, deadline: 95 * minute, graceEndsAt: 95 * minute + 10_000, changes: 1 });
  expect(clock.store.getState().receiptWithin).toBeNull();
  expect(at(95 * minute + 9_001).receiptWithin).toBe(1);
});
