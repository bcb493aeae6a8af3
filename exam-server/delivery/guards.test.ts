import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { allIsWell, judge, type Reading, type Thresholds } from "./guards.ts";

const gigabyte = 1024 ** 3;

const thresholds: Thresholds = {
  freeDiskBytes: { shed: 2 * gigabyte, warn: gigabyte },
  commitMs: { shed: 200, warn: 1000 },
  loopDelayMs: { shed: 200, warn: 500 },
  processBytes: { shed: gigabyte, warn: 1.5 * gigabyte },
  freeMemoryBytes: { shed: 0.5 * gigabyte, warn: 0.25 * gigabyte },
};

const good: Reading = {
  freeDiskBytes: 100 * gigabyte,
  commitMs: 5,
  loopDelayMs: 1,
  processBytes: 0.2 * gigabyte,
  freeMemoryBytes: 2 * gigabyte,
  commitFails: false,
};

const cases: { what: string; change: Partial<Reading>; kind: string; says: string }[] = [
  { what: "little disk", change: { freeDiskBytes: 0.8 * gigabyte }, kind: "disk-space", says: "0.8 GB" },
  { what: "slow commits", change: { commitMs: 1200 }, kind: "disk-slow", says: "1.2 秒" },
  { what: "a late event loop", change: { loopDelayMs: 600 }, kind: "server-busy", says: "0.6 秒" },
  { what: "a large process", change: { processBytes: 1.6 * gigabyte }, kind: "memory", says: "1.6 GB" },
  { what: "little memory", change: { freeMemoryBytes: 0.1 * gigabyte }, kind: "memory", says: "0.1 GB" },
  { what: "a failed commit", change: { commitFails: true }, kind: "not-stored", says: "不要关机" },
];

describe("thresholds", () => {
  test("a machine that does well is left alone", () => {
    expect(judge(good, thresholds, allIsWell)).toEqual({ levels: allIsWell, shed: false, warnings: [] });
  });

  test.each(cases)("DEG-1 $what sheds telemetry and tells staff what to do", ({ change, kind, says }) => {
    const { shed, warnings } = judge({ ...good, ...change }, thresholds, allIsWell);
    expect(shed).toBe(true);
    expect(warnings).toEqual([{ kind, text: expect.stringContaining(says) }]);
  });

  test("DEG-1 telemetry is shed before staff are told", () => {
    const reading = { ...good, freeDiskBytes: 1.5 * gigabyte };
    expect(judge(reading, thresholds, allIsWell)).toMatchObject({ shed: true, warnings: [] });
  });

  test("a level is left only when things are clearly better", () => {
    const at = (freeDiskBytes: number) => ({ ...good, freeDiskBytes });
    const low = judge(at(0.9 * gigabyte), thresholds, allIsWell);
    const hardlyBetter = judge(at(1.1 * gigabyte), thresholds, low.levels);
    expect(hardlyBetter.warnings).toHaveLength(1);
    const better = judge(at(1.4 * gigabyte), thresholds, hardlyBetter.levels);
    expect(better).toMatchObject({ shed: true, warnings: [] });
    expect(judge(at(2.2 * gigabyte), thresholds, better.levels).shed).toBe(true);
    expect(judge(at(2.6 * gigabyte), thresholds, better.levels).shed).toBe(false);
  });
});

const anyReading = fc.record({
  freeDiskBytes: fc.double({ min: 0, max: 5 * gigabyte, noNaN: true }),
  commitMs: fc.double({ min: 0, max: 3000, noNaN: true }),
  loopDelayMs: fc.double({ min: 0, max: 3000, noNaN: true }),
  processBytes: fc.double({ min: 0, max: 3 * gigabyte, noNaN: true }),
  freeMemoryBytes: fc.double({ min: 0, max: 3 * gigabyte, noNaN: true }),
  commitFails: fc.boolean(),
});

test("DEG-1 whatever came before, a warning comes only while telemetry is shed, and the same reading again changes nothing", () => {
  fc.assert(
    fc.property(fc.array(anyReading, { minLength: 1, maxLength: 8 }), (readings) => {
      let levels = allIsWell;
      for (const reading of readings) {
        const judged = judge(reading, thresholds, levels);
        if (judged.warnings.length > 0) expect(judged.shed).toBe(true);
        expect(judge(reading, thresholds, judged.levels)).toEqual(judged);
        levels = judged.levels;
      }
      expect(judge(good, thresholds, levels).shed).toBe(false);
    }),
  );
});
