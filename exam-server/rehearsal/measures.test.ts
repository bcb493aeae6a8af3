import { expect, test } from "vitest";
import { busiestSecond, cpuShare, spreadOf } from "./measures.ts";

test("percentiles are values that were measured", () => {
  const values = Array.from({ length: 200 }, (_, index) => 200 - index);
  expect(spreadOf(values)).toEqual({ p50: 100, p95: 190, p99: 198 });
  expect(spreadOf([])).toEqual({ p50: 0, p95: 0, p99: 0 });
});

test("the busiest second counts what falls into it", () => {
  expect(busiestSecond([100, 900, 1100, 1200, 1999, 2000])).toBe(3);
});

test("a process that began anew is not counted across its restart", () => {
  const readings = [
    { at: 0, cpuMs: 5000 },
    { at: 2000, cpuMs: 6000 },
    { at: 4000, cpuMs: 300 },
    { at: 6000, cpuMs: 2100 },
  ];
  expect(cpuShare(readings)).toEqual({ mean: 0.7, peak: 0.9 });
});
