import type { CandidateResult } from "@kaochang/exam-server/protocol/http.ts";

/** Candidates whose name, admission number, room or seat holds what was typed; nothing typed: all. */
export function matching(results: readonly CandidateResult[], typed: string): CandidateResult[] {
  const wanted = typed.trim().toLowerCase();
  return results.filter(({ name, admissionNumber, room, seat }) =>
    [name, admissionNumber, room, seat].some((text) => text.toLowerCase().includes(wanted)),
  );
}
