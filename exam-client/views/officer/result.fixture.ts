import type { AreaScore, CandidateResult } from "@kaochang/exam-server/protocol/http.ts";

export function anArea(code: string, earned: number, max: number): AreaScore {
  return { code, title: `范围${code}`, earned, max };
}

/** A candidate who has passed; tests change what they are about. */
export function aResult(change: Partial<CandidateResult> = {}): CandidateResult {
  return {
    attempt: "a-1",
    name: "王小明",
    admissionNumber: "202611220123",
    room: "03",
    seat: "12",
    state: "handed-in",
    voided: false,
    misconduct: 0,
    total: 8_750,
    passed: true,
    sections: [],
    areas: [anArea("1", 400, 500), anArea("2", 1_000, 2_000)],
    ...change,
  };
}
