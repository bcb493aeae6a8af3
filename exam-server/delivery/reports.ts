import type { Paper } from "@kaochang/question-bank/paper.ts";
import type { Syllabus } from "@kaochang/question-bank/syllabus.ts";
import type { TestOutcome } from "@kaochang/scoring/test-outcome.ts";
import type { AreaScore, CandidateResult, SittingResults } from "../protocol/http.ts";
import type { SittingSummary } from "../protocol/messages.ts";
import type { ViewStore } from "../store/store.ts";
import { isPastRehearsal } from "./rehearsal-mark.ts";
import { type Place, type Sitting, type Sittings, summaryOf } from "./sittings.ts";
import type { Views } from "./views.ts";

/** A row of the derived tables; those that an older version derived say nothing of voids and misconduct. */
interface Progress {
  progress: CandidateResult["state"];
  voided?: boolean;
  misconduct?: number;
}

/** What staff pages read over HTTP. */
export interface Reports {
  /** All but the rehearsals that are over. */
  sittings(): Promise<SittingSummary[]>;
  results(sitting: string): Promise<SittingResults | null>;
}

export function openReports(parts: {
  sittings: Sittings;
  views: Views;
  rows: Pick<ViewStore, "rows" | "row">;
  syllabusOf: (qualification: string) => Syllabus;
}): Reports {
  const { sittings, views, rows, syllabusOf } = parts;

  const byKey = async <T>(kind: "attempt" | "score", sitting: string): Promise<Map<string, T>> =>
    new Map((await rows.rows(kind, sitting)).map(({ key, json }) => [key, JSON.parse(json) as T]));

  return {
    sittings: async () => {
      const shown = sittings.all().filter((sitting) => !isPastRehearsal(sitting));
      return shown.map(summaryOf);
    },
    async results(id) {
      const sitting = sittings.get(id);
      if (!sitting) return null;
      await views.catchUp();
      const progress = await byKey<Progress>("attempt", id);
      const scores = await byKey<TestOutcome>("score", id);
      const syllabus = syllabusOf(sitting.record.qualification);
      const results = sitting.places.map((place) => {
        const how = progress.get(place.attempt) ?? { progress: "not-arrived" };
        return resultOf(place, how, scores.get(place.attempt) ?? null, syllabus);
      });
      return { ok: true, sitting: summaryOf(sitting), ...(await scale(sitting)), results };
    },
  };

  async function scale(sitting: Sitting): Promise<{ max: number; passMark: number }> {
    const [first] = sitting.places;
    const row = first && (await rows.row("paper", first.attempt));
    if (!row) return { max: 0, passMark: 0 };
    const paper = JSON.parse(row.json) as Paper;
    return { max: paper.items.reduce((sum, { points }) => sum + points, 0), passMark: paper.passMark };
  }
}

/** Scores by section, in the paper's order. */
export function sectionsOf({ sections }: TestOutcome): AreaScore[] {
  return sections.map(({ id, title, earned, max }) => ({ code: id, title, earned, max }));
}

/** Scores by area 考核范围 with the syllabus's titles. */
export function areasOf({ areas }: TestOutcome, syllabus: Syllabus): AreaScore[] {
  const titles = new Map(syllabus.areas.map(({ code, title }) => [code, title]));
  return areas.map(({ code, earned, max }) => ({ code, title: titles.get(code) ?? code, earned, max }));
}

function resultOf(
  { attempt, person, room, seat }: Place,
  { progress, voided = false, misconduct = 0 }: Progress,
  outcome: TestOutcome | null,
  syllabus: Syllabus,
): CandidateResult {
  return {
    attempt,
    name: person.name,
    admissionNumber: person.admissionNumber,
    room,
    seat,
    state: progress,
    voided,
    misconduct,
    total: outcome?.total ?? null,
    passed: outcome?.passed ?? null,
    sections: outcome ? sectionsOf(outcome) : [],
    areas: outcome ? areasOf(outcome, syllabus) : [],
  };
}
