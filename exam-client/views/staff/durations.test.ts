import { expect, test } from "vitest";
import { clockText, span } from "./durations.ts";

test.each([
  [0, "00:00:00"],
  [1, "00:00:01"],
  [4_328_000, "01:12:08"],
  [4_327_001, "01:12:08"],
  [-5, "00:00:00"],
  [36_000_000, "10:00:00"],
])("%d ms left reads %s", (ms, text) => {
  expect(clockText(ms)).toBe(text);
});

test("a span is told in whole units, never negative", () => {
  expect(span(130_900)).toEqual({ hours: 0, minutes: 2, seconds: 10 });
  expect(span(3_725_000)).toEqual({ hours: 1, minutes: 2, seconds: 5 });
  expect(span(-1)).toEqual({ hours: 0, minutes: 0, seconds: 0 });
});
