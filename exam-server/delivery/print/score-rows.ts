import { toPoints } from "@kaochang/question-bank/points.ts";
import type { ScoreRow } from "../../print/documents.ts";
import type { CandidateResult } from "../../protocol/http.ts";
import type { PlanTest } from "../../protocol/plan.ts";
import { type ExamResult, type ExamTestResult, standingWords, verdictWords } from "../../protocol/results.ts";
import { masked } from "./masked.ts";

/** A row of one sitting's list: its test alone, because who is 合格 both tests decide. */
export function scoreRow(result: CandidateResult, idNumber: string): ScoreRow {
  const { admissionNumber, name, total } = result;
  const standing = standingOf(result);
  const score = standing === null && total !== null ? toPoints(total).toFixed(2) : "—";
  return {
    admissionNumber,
    name,
    idNumber,
    scores: [score],
    result: standing ?? (result.passed ? "达到合格线" : "未达合格线"),
  };
}

/** Why there is no score that counts; null when there is one. */
function standingOf({ state, voided, total }: CandidateResult): string | null {
  if (voided) return "作废";
  if (state === "absent") return "缺考";
  if (state === "not-arrived") return "未入场";
  if (state === "in-progress") return "未交卷";
  return total === null ? "未评分" : null;
}

export const testColumns: Record<PlanTest, string> = { theory: "理论成绩", skills: "技能成绩" };

/** A row of the whole exam's list: each test that it has, and who is 合格. */
export function examScoreRow(result: ExamResult, tests: readonly PlanTest[]): ScoreRow {
  const { admissionNumber, name, idNumber, verdict } = result;
  return {
    admissionNumber,
    name,
    idNumber: masked(idNumber),
    scores: tests.map((test) => examScore(result.tests[test])),
    result: verdictWords[verdict],
  };
}

function examScore({ standing, total }: ExamTestResult): string {
  if (standing !== "scored") return standingWords[standing];
  return total === null ? "—" : toPoints(total).toFixed(2);
}
