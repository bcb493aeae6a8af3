import { expect, test } from "vitest";
import { answerAfter, mayBecomeNumber, numberIn } from "./number-text.ts";

test.each([
  ["3.5", "%", "3.5"],
  ["３．５", "%", "３．５"],
  ["1,200", "元", "1,200"],
  ["3.5%", "%", "3.5"],
  ["３．５％", "%", "3.5"],
  ["3.5 %", "%", "3.5"],
  ["12。5元", "元", "12。5"],
  ["0.8个百分点", "个百分点", "0.8"],
  ["3.5%", "元", null],
  ["3.5%", undefined, null],
  ["%", "%", null],
  ["约三成", "%", null],
  ["", "%", null],
])("“%s” beside the unit “%s” is kept as %s", (text, unit, kept) => {
  expect(numberIn(text, unit)).toBe(kept);
});

test.each([
  ["157", "156", "157"],
  ["156元", "156", "156"],
  ["-", "156", "156"],
  ["约三成", null, null],
  ["", "156", null],
  [" ", "156", null],
])("“%s” typed where %s was saved makes the answer %s", (text, saved, answer) => {
  expect(answerAfter(text, "%", saved)).toBe(answer);
});

test.each([
  ["", true],
  ["-", true],
  ["－", true],
  ["1,2", true],
  [".", true],
  ["１，２", true],
  ["1.2.3", false],
  ["约三成", false],
  ["12元", false],
])("whether “%s” may still become a number: %s", (text, may) => {
  expect(mayBecomeNumber(text)).toBe(may);
});
