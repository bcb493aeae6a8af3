import type { CandidateResult } from "@kaochang/exam-server/protocol/http.ts";

/** The absent with the zeros taken away that the server gives them: they earned nothing, they were not here. */
export function withoutAbsentZeros(result: CandidateResult): CandidateResult {
  if (result.state !== "absent") return result;
  return { ...result, total: null, passed: null, sections: [], areas: [] };
}

/** What is said in the place of a verdict. */
export function verdictOf({ state, voided, passed }: CandidateResult) {
  if (voided) return "verdict.void" as const;
  if (state === "absent") return "verdict.absent" as const;
  if (passed === null) return "verdict.none" as const;
  return passed ? ("verdict.passed" as const) : ("verdict.failed" as const);
}
