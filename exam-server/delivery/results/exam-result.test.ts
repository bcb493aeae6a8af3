import fc from "fast-check";
import { expect, test } from "vitest";
import type { CandidateResult } from "../../protocol/http.ts";
import type { ExamTestResult, TestStanding, Verdict } from "../../protocol/results.ts";
import { type MakeUpRule, remarkOf, type Taken, testResult, verdictOf } from "./exam-result.ts";

const result = (change: Partial<CandidateResult>): CandidateResult => ({
  attempt: "a",
  name: "甲",
  admissionNumber: "1",
  room: "1",
  seat: "1",
  state: "handed-in",
  voided: false,
  misconduct: 0,
  total: 7000,
  passed: true,
  sections: [],
  areas: [],
  ...change,
});
const scored = (total: number, change: Partial<CandidateResult> = {}) =>
  result({ total, passed: total >= 6000, ...change });
const absent = result({ state: "absent", total: 0, passed: false });
const taken = (...results: (CandidateResult | null)[]): Taken[] =>
  results.map((one, place) => ({
    sitting: `s${place}`,
    title: `第 ${place + 1} 场`,
    makeUp: place > 0,
    result: one,
  }));

const stood = (standing: TestStanding, total: number | null = null): ExamTestResult => ({
  standing,
  sitting: "s",
  title: "t",
  makeUp: false,
  total,
  passed: total === null ? null : total >= 6000,
  areas: [],
});

test.each<[string, ExamTestResult[], Verdict]>([
  ["both passed", [stood("scored", 6000), stood("scored", 6000)], "qualified"],
  ["a hundredth short in one", [stood("scored", 10_000), stood("scored", 5999)], "failed"],
  ["absent in one, passed in the other", [stood("scored", 9000), stood("absent")], "failed"],
  ["absent in both", [stood("absent"), stood("absent")], "absent"],
  ["void in one, passed in the other", [stood("void"), stood("scored", 9000)], "void"],
  ["void in one, absent in the other", [stood("void"), stood("absent")], "void"],
  ["one not over", [stood("scored", 9000), stood("pending")], "pending"],
  ["not over though the other is failed", [stood("scored", 100), stood("pending")], "pending"],
  ["no sitting of one test", [stood("scored", 9000), stood("none")], "failed"],
  ["one test, passed", [stood("scored", 6000)], "one-passed"],
  ["one test, failed", [stood("scored", 5999)], "failed"],
  ["one test, absent", [stood("absent")], "absent"],
  ["no tests", [], "pending"],
])("RES-1 the verdict: %s", (_name, tests, verdict) => {
  expect(verdictOf(tests)).toBe(verdict);
});

const anyStanding = fc.constantFrom<TestStanding>("scored", "pending", "absent", "void", "none");
const anyTest = fc
  .tuple(anyStanding, fc.integer({ min: 0, max: 10_000 }))
  .map(([standing, total]) => stood(standing, standing === "scored" ? total : null));

test("RES-1 合格 only with both tests at least 60, whatever else happened", () => {
  fc.assert(
    fc.property(fc.array(anyTest, { maxLength: 2 }), (tests) => {
      const both = tests.length === 2 && tests.every(({ total }) => total !== null && total >= 6000);
      expect(verdictOf(tests) === "qualified").toBe(both);
    }),
  );
});

test.each<[string, Taken[], MakeUpRule, [TestStanding, number | null, string | null]]>([
  ["one sitting", taken(scored(7000)), "better", ["scored", 7000, "s0"]],
  ["no sitting", [], "better", ["none", null, null]],
  ["a better make-up", taken(scored(5000), scored(6000)), "better", ["scored", 6000, "s1"]],
  ["a worse make-up", taken(scored(5900), scored(5000)), "better", ["scored", 5900, "s0"]],
  ["a worse make-up that is the latest", taken(scored(5900), scored(5000)), "latest", ["scored", 5000, "s1"]],
  ["absent, then made up", taken(absent, scored(8000)), "better", ["scored", 8000, "s1"]],
  ["made up without coming", taken(scored(5900), absent), "latest", ["scored", 5900, "s0"]],
  [
    "a make-up that is void",
    taken(scored(5900), scored(9000, { voided: true })),
    "better",
    ["scored", 5900, "s0"],
  ],
  ["the latest is void", taken(scored(5900), scored(9000, { voided: true })), "latest", ["void", null, "s1"]],
  ["void, then absent", taken(scored(9000, { voided: true }), absent), "better", ["void", null, "s0"]],
  ["absent, the make-up to come", taken(absent, null), "better", ["pending", null, "s1"]],
  ["failed, the make-up to come", taken(scored(5000), null), "better", ["scored", 5000, "s0"]],
  ["not marked", taken(result({ total: null, passed: null })), "better", ["pending", null, "s0"]],
  ["absent, with a zero from the machine", taken(absent), "better", ["absent", null, "s0"]],
])("RES-1 the sitting that counts: %s", (_name, sat, rule, [standing, total, sitting]) => {
  expect(testResult(sat, rule)).toMatchObject({ standing, total, sitting });
});

test("RES-1 the remark tells absence, voids, misconduct and make-ups apart", () => {
  const remark = (theory: Taken[], skills: Taken[]) =>
    remarkOf(
      ["theory", "skills"],
      { theory: testResult(theory, "better"), skills: testResult(skills, "better") },
      { theory, skills },
    );
  expect(remark(taken(scored(7000)), taken(scored(7000)))).toBe("");
  expect(remark(taken(absent), taken(scored(7000, { voided: true, misconduct: 2 })))).toBe(
    "理论缺考；技能作废；技能违纪 2 次",
  );
  expect(remark(taken(scored(5000), scored(7000)), taken(scored(7000), null))).toBe(
    "理论为补考成绩；第 2 场未结束",
  );
  expect(remark(taken(scored(7000, { misconduct: 1 })), [])).toBe("理论违纪 1 次；技能没有安排场次");
});
