import type { Hundredths } from "@kaochang/question-bank/points.ts";

/** Cut score 合格线: the pass mark itself passes, a hundredth less does not. */
export function passes(total: Hundredths, passMark: Hundredths): boolean {
  return total >= passMark;
}
