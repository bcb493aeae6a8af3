import type { Signals } from "@kaochang/exam-server/protocol/messages.ts";

/** From when on conduct signals are shown among the needs; below, they stand with the seat. */
export interface Thresholds {
  /** How often, or how many milliseconds in all, another window was in front. */
  leftTimes: number;
  leftMs: number;
  fullScreen: number;
  pasted: number;
}

export const usualThresholds: Thresholds = { leftTimes: 3, leftMs: 60_000, fullScreen: 3, pasted: 1 };

/** Whether there is more than the officer lets pass. An event to look at, never a verdict. */
export function isConspicuous({ left, fullScreen, pasted }: Signals, limits: Thresholds): boolean {
  return (
    left.times >= limits.leftTimes ||
    left.ms >= limits.leftMs ||
    fullScreen >= limits.fullScreen ||
    pasted >= limits.pasted
  );
}
