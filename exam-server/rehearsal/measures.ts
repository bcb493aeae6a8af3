import type { Spread } from "../protocol/rehearsal.ts";

/** One reading of a process: CPU used since it began and when, in milliseconds. */
export interface CpuReading {
  at: number;
  cpuMs: number;
}

/** The value below which the share of the values lies, e.g. 0.99; 0 of nothing. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

export function spreadOf(values: readonly number[]): Spread {
  const at = (share: number) => Math.round(percentile(values, share) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** How many fall into the busiest second. */
export function busiestSecond(times: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const time of times) {
    const second = Math.floor(time / 1000);
    counts.set(second, (counts.get(second) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

/** Shorter than this, a reading says more of its own moment than of the load. */
const windowMs = 2000;

/** CPU as a share of one core, on average and in the busiest two seconds. A process that began anew is not counted across. */
export function cpuShare(readings: readonly CpuReading[]): { mean: number; peak: number } {
  let [used, passed, peak] = [0, 0, 0];
  let window = readings[0];
  readings.forEach((reading, index) => {
    const before = readings[index - 1];
    if (before === undefined || window === undefined) return;
    if (reading.cpuMs < before.cpuMs) {
      window = reading;
      return;
    }
    used += reading.cpuMs - before.cpuMs;
    passed += reading.at - before.at;
    const wide = reading.at - window.at;
    if (wide < windowMs) return;
    peak = Math.max(peak, (reading.cpuMs - window.cpuMs) / wide);
    window = reading;
  });
  const mean = passed === 0 ? 0 : used / passed;
  return { mean: rounded(mean), peak: rounded(Math.max(peak, mean)) };
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000;
}
