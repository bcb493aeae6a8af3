import type { Terms } from "./events.ts";

/**
 * Every time rule of an attempt, as pure sums on exam time. Nothing counts down: what is left is
 * computed from the start each time it is asked for.
 */
type Started = { startedAt: number; terms: Terms; granted: number };

export function deadline({ startedAt, terms, granted }: Started): number {
  return startedAt + terms.duration + terms.extra + granted;
}

/** Until when entries written before the deadline may still arrive. */
export function graceEnds(attempt: Started): number {
  return deadline(attempt) + attempt.terms.grace;
}

/** Exam time at which entry closes for those who have never signed in; Infinity when it does not. */
export function entryCloses({ startedAt, terms }: Omit<Started, "granted">): number {
  return terms.entryCloses === null ? Number.POSITIVE_INFINITY : startedAt + terms.entryCloses;
}

/** A hand-in time that lies beyond the deadline would lock everyone in, so the deadline bounds it. */
export function handInOpens(attempt: Started): number {
  return Math.min(attempt.startedAt + attempt.terms.handInOpens, deadline(attempt));
}
