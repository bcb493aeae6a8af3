import fc from "fast-check";
import { expect, test } from "vitest";
import { areaRates, histogram, scoreFacts } from "./distribution.ts";

const of = (...totals: number[]) => ({
  max: 10_000,
  passMark: 6000,
  scores: totals.map((total) => ({ total, areas: [] })),
});

test("every score stands in one bin, the full score in the last", () => {
  const totals = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 50 });
  fc.assert(
    fc.property(totals, (scores) => {
      const bins = histogram(of(...scores));
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(scores.length);
    }),
  );
  expect(histogram(of(10_000, 9000, 8999, 0)).map(({ count }) => count)).toEqual([
    1, 0, 0, 0, 0, 0, 0, 0, 1, 2,
  ]);
});

test("the pass mark is where a bin begins: 59.99 and 60.00 stand apart", () => {
  expect(histogram(of(5999, 6000)).map(({ count }) => count)).toEqual([0, 0, 0, 0, 0, 1, 1, 0, 0, 0]);
});

test("the sentence of the histogram says what it shows", () => {
  expect(scoreFacts(of())).toBeNull();
  expect(scoreFacts(of(5999, 6000, 6500))).toEqual({
    count: 3,
    mean: 6166,
    best: 6500,
    worst: 5999,
    passed: 2,
    most: { from: 6000, to: 7000, count: 2 },
  });
});

test("an area's rate is what was earned of what could be, over all scores", () => {
  const area = (earned: number, max: number) => ({ code: "1", title: "道德", earned, max });
  const scores = [
    { total: 0, areas: [area(100, 500)] },
    { total: 0, areas: [area(500, 500)] },
  ];
  expect(areaRates({ max: 1, passMark: 1, scores })).toEqual([{ code: "1", title: "道德", rate: 0.6 }]);
});
