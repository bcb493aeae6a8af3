import fc from "fast-check";
import { expect, test } from "vitest";
import { expectedEnd, isWrongTime, type Outage, type TimeTold } from "./timekeeper.ts";

const duration = 60_000;
/** The start lay between 1000 and 1100 of the rehearsal's clock and at 5000 of exam time. */
const started = { from: 1000, to: 1100 };
const outage: Outage = { died: { from: 20_000, to: 20_010 }, back: { from: 25_000, to: 25_100 } };

const told = (at: number, exam: number, changes: Partial<TimeTold> = {}): TimeTold => ({
  from: at,
  to: at + 20,
  exam,
  startedAt: 5000,
  deadline: 65_000,
  ...changes,
});

test.each<[string, TimeTold, Outage[], boolean]>([
  ["right", told(11_000, 15_000), [], false],
  ["half a second less than it should be", told(11_000, 15_500), [], false],
  ["two seconds less than it should be", told(11_000, 17_000), [], true],
  ["two seconds more than it should be", told(11_000, 12_900), [], true],
  ["a deadline that is not start + duration", told(11_000, 15_000, { deadline: 65_001 }), [], true],
  ["after an outage that was credited", told(31_000, 30_000), [outage], false],
  ["after an outage, up to the second that it may be too much", told(31_000, 29_100), [outage], false],
  ["after an outage that was not credited", told(31_000, 35_000), [outage], true],
])("REH-1 a seat's time, %s", (_, time, outages, wrong) => {
  expect(isWrongTime(time, duration, expectedEnd(started, duration, outages))).toBe(wrong);
});

test("REH-1 a slow round trip makes no time wrong, and no round trip makes one right that is off by more than it", () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.nat(5000), fc.integer({ min: -20_000, max: 20_000 }), (out, back, off) => {
      const exam = 15_000 + off;
      const time = told(11_000, exam, { from: 11_000 - out, to: 11_000 + back });
      const wrong = isWrongTime(time, duration, expectedEnd(started, duration, []));
      if (Math.abs(off) <= 1000) expect(wrong).toBe(false);
      if (off > 1000 + 100 + back || -off > 1000 + 100 + out) expect(wrong).toBe(true);
    }),
  );
});
