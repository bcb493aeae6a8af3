import type { Paper } from "@kaochang/question-bank/paper.ts";
import type { Syllabus } from "@kaochang/question-bank/syllabus.ts";
import type { TestOutcome } from "@kaochang/scoring/test-outcome.ts";
import type { CandidateResult, SittingResults } from "../protocol/http.ts";
import type { SittingSummary } from "../protocol/messages.ts";
import type { ViewStore } from "../store/store.ts";
import { isPastRehearsal } from "./rehearsal-mark.ts";
import { type Place, type Sitting, type Sittings, summaryOf } from "./sittings.ts";
import type { Views } from "./views.ts";

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
      const progress = await byKey<{ progress: CandidateResult["state"] }>("attempt", id);
      const scores = await byKey<TestOutcome>("score", id);
      const titles = titlesOf(sitting, syllabusOf);
      const results = sitting.places.map((place) => {
        const state = progress.get(place.attempt)?.progress ?? "not-arrived";
        return resultOf(place, state, scores.get(place.attempt) ?? null, titles);
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

function titlesOf({ record }: Sitting, syllabusOf: (qualification: string) => Syllabus): Map<string, string> {
  return new Map(syllabusOf(record.qualification).areas.map(({ code, title }) => [code, title]));
}

function resultOf(
  { attempt, person, room, seat }: Place,
  state: CandidateResult["state"],
  outcome: TestOutcome | null,
  titles: Map<string, string>,
): CandidateResult {
  return {
    attempt,
    name: person.name,
    admissionNumber: person.admissionNumber,
    room,
    seat,
    state,
    total: outcome?.total ?? null,
    passed: outcome?.passed ?? null,
    sections: (outcome?.sections ?? []).map(({ id, title, earned, max }) => ({
      code: id,
      title,
      earned,
      max,
    })),
    areas: (outcome?.areas ?? []).map(({ code, earned, max }) => ({
      code,
      title: titles.get(code) ?? code,
      earned,
      max,
    })),
  };
}
