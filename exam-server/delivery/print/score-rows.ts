import { toPoints } from "@kaochang/question-bank/points.ts";
import type { ScoreRow } from "../../print/documents.ts";
import type { CandidateResult } from "../../protocol/http.ts";

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
