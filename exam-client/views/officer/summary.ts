import type { AreaScore, CandidateResult, SittingResults } from "@kaochang/exam-server/protocol/http.ts";
import type { Hundredths } from "@kaochang/question-bank/points.ts";

export interface AreaMean {
  code: string;
  title: string;
  /** Points earned of points possible over all scored candidates, 0 to 1. */
  share: number;
}

export interface Summary {
  candidates: number;
  absent: number;
  /** Candidates with a total that counts; the absent and the void are not among them. */
  scored: number;
  passed: number;
  mean: Hundredths | null;
  areas: AreaMean[];
}

/** The absent and the void have no place in a mean, even where the server has given them a score. */
export function isScored({ total, state, voided }: CandidateResult): boolean {
  return total !== null && state !== "absent" && !voided;
}

/** The areas of the sitting in the order of the papers. */
export function areasOf(results: readonly CandidateResult[]): AreaScore[] {
  const byCode = new Map(results.flatMap((result) => result.areas).map((area) => [area.code, area]));
  return [...byCode.values()];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function meanOf(area: AreaScore, scored: readonly CandidateResult[]): AreaMean {
  const scores = scored.flatMap((result) => result.areas.filter(({ code }) => code === area.code));
  const max = sum(scores.map((score) => score.max));
  const share = max === 0 ? 0 : sum(scores.map((score) => score.earned)) / max;
  return { code: area.code, title: area.title, share };
}

export function summarise({ results }: Pick<SittingResults, "results">): Summary {
  const scored = results.filter(isScored);
  return {
    candidates: results.length,
    absent: results.filter((result) => result.state === "absent").length,
    scored: scored.length,
    passed: scored.filter((result) => result.passed).length,
    mean: scored.length === 0 ? null : Math.round(sum(scored.map((r) => r.total ?? 0)) / scored.length),
    areas: areasOf(scored).map((area) => meanOf(area, scored)),
  };
}
