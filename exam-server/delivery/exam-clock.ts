/**
 * Exam time: milliseconds that pass only while the server is up, measured on a monotonic source. It
 * starts where the store last kept it, so an outage adds nothing to it and credits itself to every
 * candidate (by at most the second between two keepings too much, never too little). Steps of the wall
 * clock do not touch it.
 */
export interface ExamClock {
  now(): { exam: number; wall: number };
}

/**
 * Stands still until `run`: what a start takes before anybody can reach it belongs to the outage.
 * `monotonic`: a reading in milliseconds that never steps back; `wall`: the label's source.
 */
export function examClock(
  kept: number,
  monotonic: () => number,
  wall: () => number,
): ExamClock & { run(): void } {
  let origin: number | null = null;
  return {
    now: () => {
      const passed = origin === null ? 0 : monotonic() - origin;
      return { exam: Math.floor(kept + passed), wall: wall() };
    },
    run() {
      origin ??= monotonic();
    },
  };
}

/** Smaller differences are the two clocks' own drift, and a time server's usual corrections. */
const stepMs = 1000;

/** By how much the wall clock was set between two readings, in milliseconds; 0 when it just went on. */
export function wallStep(
  before: { exam: number; wall: number },
  after: { exam: number; wall: number },
): number {
  const step = after.wall - before.wall - (after.exam - before.exam);
  return Math.abs(step) > stepMs ? Math.round(step) : 0;
}
