import type { CandidateForm, PlanCandidate } from "@kaochang/exam-server/protocol/plan.ts";

/** A candidate as a form shows one. */
export function formOf(candidate: PlanCandidate): CandidateForm {
  const { name, admissionNumber, idType, idNumber, extraMinutes, places } = candidate;
  return { name, admissionNumber, idType, idNumber, extraMinutes, places };
}
