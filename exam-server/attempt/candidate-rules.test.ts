import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fixture } from "../fixtures.ts";
import { terms } from "../testing/attempts.ts";
import { candidateRules } from "./candidate-rules.ts";

const shipped = readFileSync(fixture("rules", "candidate-rules.md"), "utf8");

test("every place of the shipped rules is filled with the sitting's own numbers", () => {
  const html = candidateRules(shipped, { ...terms, handInOpens: 900_000 }, [600_000, 300_000]);
  expect(html).toContain("<strong>2 分钟</strong>");
  expect(html).toContain("开考 <strong>1 分钟</strong>后不得入场");
  expect(html).toContain("开考 <strong>15 分钟</strong>后可以交卷");
  expect(html).toContain("剩余 10、5 分钟");
  expect(html).not.toMatch(/[{}]/);
});

test("own starts are told as what they are", () => {
  const html = candidateRules(shipped, { ...terms, handInOpens: 900_000, start: "own" }, []);
  expect(html).toContain("从本人点“开始考试”时起计时");
  expect(html).toContain("开放考试 <strong>1 分钟</strong>后不得再开始");
  expect(html).toContain("本人开始考试 <strong>15 分钟</strong>后可以交卷");
  expect(html).not.toMatch(/同时|不补|[{}]/);
});

test("whoever has more time reads their own, and not that all end together", () => {
  const html = candidateRules(shipped, { ...terms, extra: 20 * 60_000 }, []);
  expect(html).toContain("<strong>22 分钟</strong>");
  expect(html).toContain("您有个人加时 <strong>20 分钟</strong>");
  expect(html).not.toMatch(/同时结束|[{}]/);
});

test("a limit that is not set is said as none", () => {
  const html = candidateRules(shipped, { ...terms, entryCloses: null }, []);
  expect(html).toContain("考试结束前均可入场");
  expect(html).toContain("开考后即可交卷");
});
