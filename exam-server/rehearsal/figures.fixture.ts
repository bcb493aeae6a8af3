import type { RehearsalFigures } from "../protocol/rehearsal.ts";

/** A rehearsal in which all went well. */
export const wellFigures: RehearsalFigures = {
  connections: { asked: 45, made: 45 },
  saves: {
    acknowledged: 6000,
    perSecond: 20,
    peakPerSecond: 41,
    latency: { p50: 8, p95: 20, p99: 46 },
    resent: 0,
  },
  firstItem: { p50: 90, p95: 180, p99: 240 },
  lost: 0,
  wrongDeadlines: 0,
  undelivered: 0,
  refused: 0,
  quarantined: 0,
  handedIn: 30,
  cutOff: 0,
  outageMs: null,
  server: { cpu: 0.1, cpuPeak: 0.2, memoryBefore: 150e6, memoryPeak: 180e6, freeMemory: 4e9 },
  loadPc: { cpu: 0.1, cpuPeak: 0.2, saturated: false },
  pace: 18,
};
