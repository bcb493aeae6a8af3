import type { CandidateResult } from "../../protocol/http.ts";
import type { PlanTest } from "../../protocol/plan.ts";
import type { ExamTestResult, TestStanding, Verdict } from "../../protocol/results.ts";

/** Which of several sittings of one test counts: the best score, or that of the last one that was sat. */
export type MakeUpRule = "better" | "latest";

/** A candidate's place in one sitting of a test, with how it ended. */
export interface Taken {
  sitting: string;
  title: string;
  makeUp: boolean;
  /** Null while the sitting is only planned. */
  result: CandidateResult | null;
}

/** What one attempt alone comes to. */
export function standingOf(result: CandidateResult | null): Exclude<TestStanding, "none"> {
  if (result === null) return "pending";
  if (result.voided) return "void";
  if (result.state === "absent") return "absent";
  return result.total === null ? "pending" : "scored";
}

const noTest: ExamTestResult = {
  standing: "none",
  sitting: null,
  title: null,
  makeUp: false,
  total: null,
  passed: null,
  areas: [],
};

/** The sitting of a test that counts for a candidate, of those in the order in which they were held. */
export function testResult(taken: readonly Taken[], rule: MakeUpRule): ExamTestResult {
  const counted = taken.map((one) => ({ one, standing: standingOf(one.result) }));
  const chosen = chosenBy(counted, rule);
  if (!chosen) return noTest;
  const { one, standing } = chosen;
  const { sitting, title, makeUp, result } = one;
  const scored = standing === "scored" && result !== null;
  return {
    standing,
    sitting,
    title,
    makeUp,
    total: scored ? result.total : null,
    passed: scored ? result.passed : null,
    areas: scored ? result.areas : [],
  };
}

interface Counted {
  one: Taken;
  standing: TestStanding;
}

/**
 * A score outweighs what has none. Where there is none: what may still come, then a void, because it says
 * more than an absence. By the rule `latest` a void is the last that was sat and undoes an earlier score.
 */
function chosenBy(counted: readonly Counted[], rule: MakeUpRule): Counted | undefined {
  const of = (standing: TestStanding) => counted.findLast((one) => one.standing === standing);
  const sat = counted.findLast(({ standing }) => standing === "scored" || standing === "void");
  const scored = rule === "better" ? bestOf(counted) : sat;
  return scored ?? of("pending") ?? of("void") ?? of("absent");
}

function bestOf(counted: readonly Counted[]): Counted | undefined {
  const scored = counted.filter(({ standing }) => standing === "scored");
  const total = ({ one }: Counted) => one.result?.total ?? 0;
  return scored.reduce<Counted | undefined>(
    (best, one) => (best && total(best) >= total(one) ? best : one),
    undefined,
  );
}

/** 合格 only when both tests are passed; an exam that has one test alone can give no more than 单科合格. */
export function verdictOf(tests: readonly Pick<ExamTestResult, "standing" | "passed">[]): Verdict {
  const every = (standing: TestStanding) => tests.every((one) => one.standing === standing);
  if (tests.length === 0 || tests.some(({ standing }) => standing === "pending")) return "pending";
  if (tests.every(({ passed }) => passed === true)) return tests.length > 1 ? "qualified" : "one-passed";
  if (tests.some(({ standing }) => standing === "void")) return "void";
  return every("absent") ? "absent" : "failed";
}

const testWords: Record<PlanTest, string> = { theory: "理论", skills: "技能" };

/** 备注: what a score alone does not tell. */
export function remarkOf(
  tests: readonly PlanTest[],
  results: Readonly<Record<PlanTest, ExamTestResult>>,
  taken: Readonly<Record<PlanTest, readonly Taken[]>>,
): string {
  return tests.flatMap((test) => remarksOf(testWords[test], results[test], taken[test])).join("；");
}

function remarksOf(word: string, result: ExamTestResult, taken: readonly Taken[]): string[] {
  const misconduct = taken.reduce((sum, one) => sum + (one.result?.misconduct ?? 0), 0);
  const voids = taken.filter((one) => standingOf(one.result) === "void" && one.sitting !== result.sitting);
  const waiting = taken.filter(
    (one) => standingOf(one.result) === "pending" && one.sitting !== result.sitting,
  );
  return [
    ...(result.standing === "none" ? [`${word}没有安排场次`] : []),
    ...(result.standing === "absent" || result.standing === "void"
      ? [`${word}${result.standing === "void" ? "作废" : "缺考"}`]
      : []),
    ...(result.makeUp && result.standing === "scored" ? [`${word}为补考成绩`] : []),
    ...voids.map(({ title }) => `${title}作废`),
    ...waiting.map(({ title }) => `${title}未结束`),
    ...(misconduct > 0 ? [`${word}违纪 ${misconduct} 次`] : []),
  ];
}
