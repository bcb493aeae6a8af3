/**
 * Exam time: milliseconds that pass only while the server is up, measured on a monotonic source. It
 * starts where the store last kept it, so an outage adds nothing to it and credits itself to every
 * candidate (by at most the second between two keepings too much, never too little). Steps of the wall
 * clock do not touch it.
 */
export interface ExamClock {
  now(): { exam: number; wall: number };
}

/** `monotonic`: a reading in milliseconds that never steps back; `wall`: the label's source. */
export function examClock(kept: number, monotonic: () => number, wall: () => number): ExamClock {
  const origin = monotonic();
  return {
    now: () => ({ exam: Math.floor(kept + monotonic() - origin), wall: wall() }),
  };
}
