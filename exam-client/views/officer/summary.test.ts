import { expect, test } from "vitest";
import { percentText, pointsText } from "./points-text.ts";
import { anArea, aResult } from "./result.fixture.ts";
import { summarise } from "./summary.ts";

const failed = aResult({
  total: 5_999,
  passed: false,
  areas: [anArea("1", 100, 500), anArea("2", 500, 2_000)],
});
const absent = aResult({ state: "absent", total: 0, passed: false, areas: [anArea("1", 0, 500)] });
const running = aResult({ state: "in-progress", total: null, passed: null, areas: [] });

test("the absent count as candidates, and in no mean", () => {
  expect(summarise({ results: [aResult(), failed, absent, running] })).toEqual({
    candidates: 4,
    absent: 1,
    scored: 2,
    passed: 1,
    mean: 7_375,
    areas: [
      { code: "1", title: "范围1", share: 0.5 },
      { code: "2", title: "范围2", share: 0.375 },
    ],
  });
});
test("nobody scored: no mean, no areas", () => {
  expect(summarise({ results: [running] })).toMatchObject({ scored: 0, mean: null, areas: [] });
  expect(summarise({ results: [] })).toMatchObject({ candidates: 0, mean: null });
});
test.each([
  [8_700, "87"],
  [8_750, "87.50"],
  [5_999, "59.99"],
  [0, "0"],
  [10_000, "100"],
])("%d hundredths read %s", (points, text) => {
  expect(pointsText(points)).toBe(text);
});
test("a share reads as percent", () => {
  expect(percentText(0.5)).toBe("50%");
  expect(percentText(0.7349)).toBe("73.5%");
});
