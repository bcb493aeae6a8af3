import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { better, examNow, measure, remaining, rough } from "./exam-clock.ts";

const ms = fc.integer({ min: 0, max: 10_000_000 });
const trip = fc.integer({ min: 0, max: 4_000 });

describe("offset", () => {
  test("whatever the delays, the error bound holds", () => {
    fc.assert(
      fc.property(ms, ms, trip, trip, (sent, exam, there, back) => {
        const received = sent + there + back;
        const measured = measure({ sent, received, exam });
        expect(Math.abs(examNow(measured, received) - (exam + back))).toBeLessThanOrEqual(measured.error);
      }),
    );
  });
  test("the fastest of several round trips is kept", () => {
    const fast = measure({ sent: 1_000, received: 1_010, exam: 50_000 });
    const slow = measure({ sent: 2_000, received: 2_400, exam: 51_150 });
    expect(better(fast, slow)).toBe(fast);
    expect(better(slow, fast)).toBe(fast);
  });
  test("a clock that stopped is believed at once, even on a slow round trip", () => {
    const before = measure({ sent: 1_000, received: 1_010, exam: 50_000 });
    const afterRestart = measure({ sent: 61_000, received: 61_300, exam: 60_000 });
    expect(better(before, afterRestart)).toBe(afterRestart);
  });
  test("a pushed reading serves until a round trip is measured", () => {
    const pushed = rough({ exam: 70_000, wall: 0 }, 5_000);
    expect(examNow(pushed, 6_000)).toBe(71_000);
    const measured = measure({ sent: 6_000, received: 6_020, exam: 71_100 });
    expect(better(pushed, measured)).toBe(measured);
  });
});

describe("remaining time", () => {
  const offset = measure({ sent: 1_000, received: 1_000, exam: 100_000 });
  test("is the deadline less exam time", () => {
    expect(remaining(5_500_000, offset, 1_000)).toBe(5_400_000);
    expect(remaining(5_500_000, offset, 61_000)).toBe(5_340_000);
  });
  test("is never below zero", () => {
    expect(remaining(100_500, offset, 9_000)).toBe(0);
  });
  test("grows when the deadline does", () => {
    expect(remaining(6_100_000, offset, 61_000)).toBe(5_940_000);
  });
});
