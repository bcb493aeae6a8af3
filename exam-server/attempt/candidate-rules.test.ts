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

test("a limit that is not set is said as none", () => {
  const html = candidateRules(shipped, { ...terms, entryCloses: null }, []);
  expect(html).toContain("考试结束前均可入场");
  expect(html).toContain("开考后即可交卷");
});
