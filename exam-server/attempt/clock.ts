import type { Terms } from "./events.ts";
import type { Proctored } from "./proctored.ts";

/**
 * Every time rule of an attempt, as pure sums on exam time. Nothing counts down: what is left is
 * computed from the start each time it is asked for.
 */
type Started = { startedAt: number; terms: Terms; granted: number };
/** The limits after the start move with the time for which the clock stood still. */
type Limited = { terms: Terms; proctored: Pick<Proctored, "stood"> };
/** `opened`: when the doors were, where candidates begin by themselves. */
type Opened = Limited & { startedAt?: number; opened: number | null };

/** How long the candidate has in all. */
export function ownDuration({ terms, granted }: Omit<Started, "startedAt">): number {
  return terms.duration + terms.extra + granted;
}

export function deadline({ startedAt, ...attempt }: Started): number {
  return startedAt + ownDuration(attempt);
}

/** Until when entries written before the deadline may still arrive. */
export function graceEnds(attempt: Started): number {
  return deadline(attempt) + attempt.terms.grace;
}

/**
 * Exam time at which entry closes for those who have never signed in; Infinity when it does not. With own
 * starts, until when one may begin.
 */
export function entryCloses({ startedAt = 0, opened, terms, proctored }: Opened): number {
  const { entryCloses: after, duration } = terms;
  if (opened !== null) return opened + (after ?? duration) + proctored.stood;
  return after === null ? Number.POSITIVE_INFINITY : startedAt + after + proctored.stood;
}

/** A hand-in time that lies beyond the deadline would lock everyone in, so the deadline bounds it. */
export function handInOpens(attempt: Started & Limited): number {
  const { startedAt, terms, proctored } = attempt;
  return Math.min(startedAt + terms.handInOpens + proctored.stood, deadline(attempt));
}
