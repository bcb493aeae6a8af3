import type { AreaScore } from "@kaochang/exam-server/protocol/http.ts";
import type { Hundredths } from "@kaochang/question-bank/points.ts";

/** The scores of one test that count, with what a paper is worth. */
export interface TestScores {
  max: Hundredths;
  passMark: Hundredths;
  scores: readonly { total: Hundredths; areas: readonly AreaScore[] }[];
}

/** Scores from `from` up to but not including `to`; the last bin includes its end. */
export interface Bin {
  from: Hundredths;
  to: Hundredths;
  count: number;
}

const binCount = 10;

/** Ten bins over a paper's points; the pass mark is the edge of one where a tenth of the points divides it. */
export function histogram({ max, scores }: TestScores): Bin[] {
  const edge = (place: number) => Math.round((max * place) / binCount);
  return Array.from({ length: binCount }, (_, place) => {
    const [from, to] = [edge(place), edge(place + 1)];
    const last = place === binCount - 1;
    const count = scores.filter(({ total }) => total >= from && (total < to || (last && total <= to))).length;
    return { from, to, count };
  });
}

export interface AreaRate {
  code: string;
  title: string;
  /** Points earned of points possible, 0 to 1. */
  rate: number;
}

/** Mean rate of each area over all scores, in the order of the papers. */
export function areaRates({ scores }: TestScores): AreaRate[] {
  const sums = new Map<string, { title: string; earned: number; max: number }>();
  for (const { code, title, earned, max } of scores.flatMap(({ areas }) => areas)) {
    const sum = sums.get(code) ?? { title, earned: 0, max: 0 };
    sums.set(code, { title, earned: sum.earned + earned, max: sum.max + max });
  }
  return [...sums].map(([code, { title, earned, max }]) => ({
    code,
    title,
    rate: max === 0 ? 0 : earned / max,
  }));
}

/** What the histogram shows, for its sentence; null where there is nothing to show. */
export function scoreFacts(test: TestScores) {
  const totals = test.scores.map(({ total }) => total);
  const [most] = histogram(test).sort((a, b) => b.count - a.count);
  if (totals.length === 0 || !most) return null;
  return {
    count: totals.length,
    mean: Math.round(totals.reduce((sum, total) => sum + total, 0) / totals.length),
    best: Math.max(...totals),
    worst: Math.min(...totals),
    passed: totals.filter((total) => total >= test.passMark).length,
    most,
  };
}
