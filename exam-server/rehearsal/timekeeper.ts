/** Between two readings of the rehearsal's own monotonic clock, in milliseconds. */
export interface Between {
  from: number;
  to: number;
}

/** What a seat was told of its time: the exam time in a reply that was asked for and came in this span. */
export interface TimeTold extends Between {
  exam: number;
  startedAt: number;
  deadline: number;
}

/** The server died and was back, each between two readings. */
export interface Outage {
  died: Between;
  back: Between;
}

export const toleranceMs = 1000;

/** When the time must be up by the rehearsal's own clock: start + duration + what the outages took. */
export function expectedEnd(started: Between, duration: number, outages: readonly Outage[]): Between {
  return outages.reduce(
    (end, { died, back }) => ({
      from: end.from + Math.max(0, back.from - died.to),
      to: end.to + (back.to - died.from),
    }),
    { from: started.from + duration, to: started.to + duration },
  );
}

/**
 * Whether what a seat was told is wrong by more than a second, whatever the round trip did to it: the end
 * that follows from it lies apart from the expected one, or its deadline is not start + duration.
 */
export function isWrongTime(told: TimeTold, duration: number, expected: Between): boolean {
  if (told.deadline - told.startedAt !== duration) return true;
  const left = told.deadline - told.exam;
  const [earliest, latest] = [told.from + left, told.to + left];
  return latest < expected.from - toleranceMs || earliest > expected.to + toleranceMs;
}
