import type { RehearsalFigures, RehearsalReplies } from "../protocol/rehearsal.ts";
import { type CpuReading, cpuShare } from "./measures.ts";

/** What the server said of itself, second by second. */
export function serverMeter(memoryBefore: number, monotonic: () => number) {
  const cpu: CpuReading[] = [];
  let memoryPeak = memoryBefore;
  let freeMemory = Number.POSITIVE_INFINITY;
  return {
    heard(said: RehearsalReplies["watch"]): void {
      memoryPeak = Math.max(memoryPeak, said.memory);
      freeMemory = Math.min(freeMemory, said.freeMemory);
      cpu.push({ at: monotonic(), cpuMs: said.cpuMs });
    },
    /** Between two readings of the clock. */
    figures(from: number, to: number): RehearsalFigures["server"] {
      const { mean, peak } = cpuShare(cpu.filter(({ at }) => at >= from && at <= to));
      return {
        cpu: mean,
        cpuPeak: peak,
        memoryBefore,
        memoryPeak,
        freeMemory: Number.isFinite(freeMemory) ? Math.round(freeMemory) : 0,
      };
    },
  };
}
