import {
  type ReplayMark,
  type ReplayStep,
  type ReplayView,
  replayed,
} from "@kaochang/exam-server/protocol/replay.ts";

/** The moment that is shown: exam time, and how many steps have been played by then. */
export interface Moment {
  at: number;
  played: number;
}

export interface Bounds {
  from: number;
  to: number;
}

/** From the first step to the last. */
export function boundsOf(steps: readonly ReplayStep[]): Bounds {
  const from = steps[0]?.at ?? 0;
  return { from, to: Math.max(from, steps.at(-1)?.at ?? from) };
}

/** At a time, with every step up to it played. */
export function momentAt(steps: readonly ReplayStep[], at: number): Moment {
  let played = 0;
  while (played < steps.length && (steps[played]?.at ?? 0) <= at) played += 1;
  return { at, played };
}

/** So many steps played, at the time of the last of them. */
export function afterSteps(steps: readonly ReplayStep[], count: number): Moment {
  const played = Math.min(Math.max(count, 0), steps.length);
  return { at: steps[Math.max(played - 1, 0)]?.at ?? 0, played };
}

export interface Shown extends ReplayView {
  /** The question that was last answered, flagged or cleared; null before the first. */
  item: string | null;
  /** Exam time. */
  deadline: number | null;
  gone: boolean;
  paused: boolean;
  /** The step that was played last. */
  last: ReplayStep | null;
}

/** Everything that the candidate's page showed after the steps that are played. */
export function shownAt(steps: readonly ReplayStep[], { played }: Moment): Shown {
  const past = steps.slice(0, played);
  const pauses = past.reduce((open, { what }) => {
    if (what === "suspended" || what === "evacuated") return open + 1;
    return what === "resumed" ? open - 1 : open;
  }, 0);
  const runs = !past.at(-1)?.what.startsWith("closed");
  return {
    ...replayed(past),
    item: past.filter(({ item }) => item !== null).at(-1)?.item ?? null,
    deadline: past.filter(({ deadline }) => deadline !== null).at(-1)?.deadline ?? null,
    gone: runs && past.filter(({ mark }) => mark === "outage").at(-1)?.what === "seat-lost",
    paused: runs && pauses > 0,
    last: past.at(-1) ?? null,
  };
}

/** How many steps of each kind there are, of those that there are any. */
export function marksOf(steps: readonly ReplayStep[]): { mark: ReplayMark; count: number }[] {
  const counts = new Map<ReplayMark, number>();
  for (const { mark } of steps) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return [...counts].map(([mark, count]) => ({ mark, count }));
}
