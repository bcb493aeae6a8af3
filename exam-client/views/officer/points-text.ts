import type { Hundredths } from "@kaochang/question-bank/points.ts";

/** 8700 reads `87`, 8750 reads `87.50`: two decimals only where there is a fraction. */
export function pointsText(points: Hundredths): string {
  return points % 100 === 0 ? String(points / 100) : (points / 100).toFixed(2);
}

/** A share of 0 to 1 as `73.4%`, whole where it is whole. */
export function percentText(share: number): string {
  return `${Number((share * 100).toFixed(1))}%`;
}
