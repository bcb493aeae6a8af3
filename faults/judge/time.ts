import type { AttemptLog } from "./log.ts";
import { allowance, collectMs, deadlinesAt, passes, type Timeline } from "./timeline.ts";

/** What the clock of a seat's screen showed at one moment of the suite's clock. */
export interface Sample {
  at: number;
  secondsLeft: number;
  /** The display went down by one second at this very moment, so its fraction is known. */
  stepped: boolean;
}

/** The page reads its clock this often, so a display may be so much behind. */
const tickMs = 250;

/** Sentences about every time of one attempt that is not the oracle's. `suiteTime`: the suite's clock at a wall time; null where the wall was moved. */
export function judgeTime(
  timeline: Timeline,
  attempt: string,
  samples: readonly Sample[],
  log: AttemptLog,
  suiteTime: ((wall: number) => number) | null,
): string[] {
  const shown = samples.flatMap((sample) => {
    const error = sampleError(timeline, attempt, sample);
    return error === 0 ? [] : [`a screen showed ${sample.secondsLeft} s, wrong by ${Math.round(error)} ms`];
  });
  return [...shown.slice(0, 3), ...collected(timeline, attempt, log, suiteTime)];
}

/** By how much a display is outside of what may be shown; positive: it showed too much time. */
export function sampleError(timeline: Timeline, attempt: string, sample: Sample): number {
  return nearest(
    deadlinesAt(timeline, attempt, sample.at).map((deadline) =>
      displayError(deadline - sample.at, sample, allowance(timeline)),
    ),
  );
}

function displayError(
  left: number,
  { secondsLeft, stepped }: Sample,
  allowed: ReturnType<typeof allowance>,
): number {
  const most = secondsLeft * 1000;
  const least = stepped ? most - tickMs : most - 1000;
  if (secondsLeft > 0 && least - left > allowed.late) return least - left;
  return left - most > allowed.early ? most - left : 0;
}

function collected(
  timeline: Timeline,
  attempt: string,
  { collecting, closed }: AttemptLog,
  suiteTime: ((wall: number) => number) | null,
): string[] {
  if (closed === null) return ["never closed"];
  if (closed.reason === "handed-in") return [];
  if (collecting === null) return ["closed without collecting"];
  if (suiteTime === null) return [];
  const off = (at: number, more: number) =>
    nearest(passes(timeline, attempt, more).map((right) => suiteTime(at) - right));
  return [
    ...offBy("collected", off(collecting, 0), timeline),
    ...offBy("closed", off(closed.wall, timeline.grace), timeline),
  ];
}

function nearest(errors: readonly number[]): number {
  return errors.reduce((best, error) => (Math.abs(error) < Math.abs(best) ? error : best));
}

function offBy(what: string, error: number, timeline: Timeline): string[] {
  const { early, late } = allowance(timeline);
  return error < -early || error > late + collectMs ? [`${what} ${Math.round(error)} ms off`] : [];
}
