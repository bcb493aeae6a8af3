import type { CandidateSection } from "@kaochang/exam-server/protocol/messages.ts";
import { expect, test } from "vitest";
import { ordinal, sectionHeading } from "./section-rule.ts";
import { createWords, type Say } from "./words.ts";

const say = (language: "zh" | "en"): Say => {
  const words = createWords(language);
  return (key, values) => words.t(key, values ?? {});
};
const base: CandidateSection = {
  id: "s",
  title: "多项选择题",
  type: "multiple-choice",
  count: 20,
  points: 50,
  rule: { kind: "all-or-nothing" },
  items: [],
};

const cases: [CandidateSection["rule"], string, string][] = [
  [{ kind: "all-or-nothing" }, "single-choice", "选对得分，错选、不选不得分"],
  [{ kind: "all-or-nothing" }, "multiple-choice", "全部选对得分，多选、少选、错选、不选均不得分"],
  [{ kind: "all-or-nothing" }, "true-false", "判断正确得分，判断错误、不判断不得分"],
  [{ kind: "all-or-nothing" }, "matching", "全部答对得分，答错、不答不得分"],
  [
    { kind: "fixed-share", share: 50 },
    "multiple-choice",
    "全部选对得满分，选对但不全得该题分值的50%，有错选或不选不得分",
  ],
  [
    { kind: "per-right", each: 50 },
    "multiple-choice",
    "全部选对得满分，选对但不全时每选对一项得0.5分，有错选或不选不得分",
  ],
  [
    { kind: "plus-minus", plus: 100, minus: 25 },
    "multiple-choice",
    "全部选对得满分，否则每选对一项得1分、每选错一项扣0.25分，扣完为止",
  ],
  [{ kind: "per-part" }, "fill-in", "该题分值平均分配到各空或各项，答对的部分得分，答错不扣分"],
];

test.each(cases)("rule %j of %s is said as a paper says it", (rule, type, sentence) => {
  expect(sectionHeading(say("zh"), "zh", { ...base, rule, type }, 1)).toBe(
    `二、多项选择题（共20题，每题0.5分；${sentence}）`,
  );
});

test("the English heading has the same facts", () => {
  expect(sectionHeading(say("en"), "en", base, 0)).toMatch(
    /^1\. 多项选择题\. Questions: 20\. Points for each: 0\.5\. Choose all the right options/,
  );
});

test("sections are counted in Chinese beyond ten", () => {
  expect([0, 9, 10, 19, 20].map((index) => ordinal("zh", index))).toEqual([
    "一",
    "十",
    "十一",
    "二十",
    "二十一",
  ]);
});
