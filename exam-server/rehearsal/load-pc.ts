import { monitorEventLoopDelay } from "node:perf_hooks";
import type { RehearsalFigures } from "../protocol/rehearsal.ts";
import { type CpuReading, cpuShare } from "./measures.ts";

const everyMs = 1000;
/** Busier than this, or later than this with what is due, and measured delays are this PC's own. */
const busyShare = 0.9;
const lateMs = 150;

/** Watches how busy the PC that simulates the candidates is; the function returned ends it. */
export function watchLoadPc(monotonic: () => number): () => RehearsalFigures["loadPc"] {
  const readings: CpuReading[] = [];
  const read = () => {
    const { user, system } = process.cpuUsage();
    readings.push({ at: monotonic(), cpuMs: (user + system) / 1000 });
  };
  const delay = monitorEventLoopDelay({ resolution: 10 });
  delay.enable();
  read();
  // A rehearsal that is cancelled never asks for the figures, and must end all the same.
  const timer = setInterval(read, everyMs).unref();
  return () => {
    clearInterval(timer);
    delay.disable();
    read();
    const { mean, peak } = cpuShare(readings);
    const late = delay.percentile(99) / 1e6;
    return { cpu: mean, cpuPeak: peak, saturated: mean > busyShare || late > lateMs };
  };
}
