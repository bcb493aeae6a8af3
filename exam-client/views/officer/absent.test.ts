import { expect, test } from "vitest";
import { verdictOf, withoutAbsentZeros } from "./absent.ts";
import { aResult } from "./result.fixture.ts";

test("the zeros of the absent are not shown, those of others are", () => {
  const absent = withoutAbsentZeros(aResult({ state: "absent", total: 0, passed: false }));
  expect([absent.total, absent.passed, absent.areas]).toEqual([null, null, []]);
  expect(verdictOf(absent)).toBe("verdict.absent");
  const poor = aResult({ total: 0, passed: false });
  expect(withoutAbsentZeros(poor)).toEqual(poor);
  expect(verdictOf(poor)).toBe("verdict.failed");
});
