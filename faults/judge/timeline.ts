/**
 * The oracle of time: sums on the suite's own monotonic clock. It knows nothing of exam time, of the
 * server's clock or of the client's; only when the start was acknowledged, what was granted, and from
 * when to when no server answered. All in milliseconds.
 */
export interface Timeline {
  /** When the start was asked for and when it was acknowledged. */
  started: { from: number; to: number };
  duration: number;
  grace: number;
  grants: Grant[];
  outages: Outage[];
}

/** Time given to an attempt: when it was asked for and when that was acknowledged. */
export interface Grant {
  from: number;
  to: number;
  attempt: string;
  ms: number;
}

export interface Outage {
  from: number;
  /** Infinity while it lasts. */
  to: number;
}

/** The promise: within a second of the oracle; and each outage may credit up to a second too much. */
export const toleranceMs = 1000;

/** How long a change of time may be on its way to a seat that is connected. */
const underWayMs = 1500;

/**
 * The moments at which an attempt's time may end, as far as a seat can know at `at`: a change that is
 * just being made may or may not have reached it.
 */
export function deadlinesAt(timeline: Timeline, attempt: string, at: number): number[] {
  const { started, duration, grants, outages } = timeline;
  const own = grants.filter((grant) => grant.attempt === attempt);
  const certain = own.filter(({ to }) => to + underWayMs <= at);
  const possible = own.filter(({ from }) => from <= at);
  const down = outages.filter(({ from }) => from <= at);
  const lost = down.reduce((sum, { from, to }) => sum + Math.min(to, at) - from, 0);
  return [certain, possible].map((given) => started.to + duration + lost + total(given));
}

function total(grants: readonly Grant[]): number {
  return grants.reduce((sum, { ms }) => sum + ms, 0);
}

/** The server looks at its deadlines this often. */
export const collectMs = 300;

/**
 * When the time of an attempt, and so much more, has passed for good. An outage before that moves it; one
 * that begins within a look of it may have come before the server looked, or after: then either is right.
 */
export function passes(timeline: Timeline, attempt: string, more: number): number[] {
  const granted = timeline.grants.filter((grant) => grant.attempt === attempt);
  const inOrder = timeline.outages.toSorted((a, b) => a.from - b.from);
  return inOrder.reduce(
    (ends, { from, to }) =>
      ends.flatMap((end) => [
        ...(from < end + collectMs ? [end + to - from] : []),
        ...(from > end - collectMs ? [end] : []),
      ]),
    [timeline.started.to + timeline.duration + total(granted) + more],
  );
}

/** How far a moment may lie before and after the oracle's. */
export function allowance({ outages }: Timeline): { early: number; late: number } {
  return { early: toleranceMs, late: toleranceMs * Math.max(1, outages.length) };
}
