import type { ConductLimits } from "@kaochang/exam-server/protocol/conduct.ts";
import type { Signals } from "@kaochang/exam-server/protocol/messages.ts";

/** Whether there is more than the officer lets pass. An event to look at, never a verdict. */
export function isConspicuous({ left, fullScreen, pasted }: Signals, limits: ConductLimits): boolean {
  return (
    left.times >= limits.leftTimes ||
    left.ms >= limits.leftMs ||
    fullScreen >= limits.fullScreen ||
    pasted >= limits.pasted
  );
}
