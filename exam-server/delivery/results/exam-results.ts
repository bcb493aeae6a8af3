import type { CandidateResult, SittingResults } from "../../protocol/http.ts";
import { type PlanCandidate, type PlanTest, planTests } from "../../protocol/plan.ts";
import { type Refusal, refuse } from "../../protocol/refusal.ts";
import type { ExamResult, ExamResults } from "../../protocol/results.ts";
import type { KeptSitting, PlanRecord } from "../../store/plan-store.ts";
import { breath } from "../breath.ts";
import type { PlanState } from "../plan/state.ts";
import type { Reports } from "../reports.ts";
import type { Sittings } from "../sittings.ts";
import { type MakeUpRule, remarkOf, type Taken, testResult, verdictOf } from "./exam-result.ts";

export interface ExamResultsParts {
  planOf: (plan: string) => Pick<PlanState, "record" | "candidates"> | undefined;
  sittings: Pick<Sittings, "get">;
  reports: Pick<Reports, "results">;
  qualificationTitle: (qualification: string) => string;
  makeUpRule: MakeUpRule;
}

/** Results of the sittings of a plan, by the sitting's id; none for one that is only planned. */
type Outcomes = ReadonlyMap<string, SittingResults>;

/** Results of an exam plan 认定计划: its tests together, candidate by candidate. */
export function openExamResults(parts: ExamResultsParts) {
  const { planOf, sittings, reports } = parts;
  return async (plan: string): Promise<ExamResults | Refusal> => {
    const state = planOf(plan);
    if (!state) return refuse("not-found");
    const { record, candidates } = state;
    const held = [...record.sittings].sort((a, b) => (a.begins < b.begins ? -1 : 1));
    const outcomes = new Map<string, SittingResults>();
    for (const { id } of held) {
      const results = await reports.results(id);
      if (results) outcomes.set(id, results);
      await breath();
    }
    const tests = planTests.filter((test) => held.some((one) => one.test === test));
    const byNumber = resultsByNumber(outcomes);
    return {
      ok: true,
      title: record.title,
      qualification: parts.qualificationTitle(record.qualification),
      tests,
      scales: { theory: scaleOf("theory", record, outcomes), skills: scaleOf("skills", record, outcomes) },
      sittings: held.map(({ id, title, test }) => {
        const opened = sittings.get(id)?.state;
        const released = opened !== undefined && opened.released !== null;
        return { id, title, test, phase: opened?.phase ?? "planned", released };
      }),
      results: candidates.map((one) => examResult(one, held, tests, byNumber, parts.makeUpRule)),
    };
  };
}

function resultsByNumber(outcomes: Outcomes): ReadonlyMap<string, ReadonlyMap<string, CandidateResult>> {
  return new Map(
    [...outcomes].map(([id, { results }]) => [
      id,
      new Map(results.map((result) => [result.admissionNumber, result])),
    ]),
  );
}

function examResult(
  { admissionNumber, name, idType, idNumber, places }: PlanCandidate,
  held: readonly KeptSitting[],
  tests: readonly PlanTest[],
  results: ReturnType<typeof resultsByNumber>,
  rule: MakeUpRule,
): ExamResult {
  const takenOf = (test: PlanTest): Taken[] =>
    held
      .filter((one) => one.test === test && places.some(({ sitting }) => sitting === one.id))
      .map(({ id, title, kind }) => {
        const result = results.get(id)?.get(admissionNumber) ?? null;
        return { sitting: id, title, makeUp: kind === "make-up", result };
      });
  const taken = { theory: takenOf("theory"), skills: takenOf("skills") };
  const stood = { theory: testResult(taken.theory, rule), skills: testResult(taken.skills, rule) };
  return {
    admissionNumber,
    name,
    idType,
    idNumber,
    tests: stood,
    verdict: verdictOf(tests.map((test) => stood[test])),
    remark: remarkOf(tests, stood, taken),
  };
}

function scaleOf(test: PlanTest, { sittings }: PlanRecord, outcomes: Outcomes) {
  const drawn = sittings.find((one) => one.test === test && outcomes.has(one.id));
  const results = drawn && outcomes.get(drawn.id);
  return results ? { max: results.max, passMark: results.passMark } : null;
}
