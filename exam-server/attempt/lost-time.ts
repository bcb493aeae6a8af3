import type { LostKind, LostSpan, LostTime } from "../protocol/ledger.ts";
import { deadline } from "./clock.ts";
import type { Logged } from "./logged.ts";
import { creditedTimes, type LostPart, lostParts } from "./lost-parts.ts";
import type { AttemptState, Now, PreparedAttempt } from "./state.ts";
import { type Work, workOf } from "./work.ts";

const minute = 60_000;
/** Between two entries anybody may think so long: it is not taken for a page that stood still. */
const thinkingMs = 2 * minute;

const nothingLost: LostTime = { spans: [], lost: 0, credited: 0, proposed: 0, limited: false };

/**
 * What an attempt has lost, from its log. A span in which nothing was answered is lost whole. Where entries
 * that count were made in it, the page worked until the last of them; only what came after is lost, if it
 * is longer than thinking takes. A credit pays what began before it, oldest first; what is left of it pays
 * nothing later. An outage of the server is no span: exam time stood still. Time until a late entry is none
 * either: whoever never had a seat could not lose it.
 * `limit`: the most credit that the rule proposes for one attempt in all, in milliseconds.
 */
export function lostTime(state: PreparedAttempt, log: readonly Logged[], now: Now, limit: number): LostTime {
  const within = runningTime(state, now.exam);
  if (within === null) return nothingLost;
  const work = workOf(log);
  const stretches = without(merged(clipped(lostParts(log, now), within)), creditedTimes(log, now));
  const found = stretches.map((stretch) => judged(stretch, work));
  const credits = creditsOf(log);
  const owed = paid(found, credits);
  return {
    spans: owed.map(shown),
    lost: sum(owed.map(({ lost }) => lost)),
    ...proposal(sum(owed.map(({ unpaid }) => unpaid)), sum(credits.map(({ ms }) => ms)), limit),
  };
}

/**
 * Whether the log is worth reading for it: most attempts sit from the first to the last minute. A hand-in
 * that was undone leaves no trace in the state.
 */
export function mayHaveLost(state: AttemptState): boolean {
  if (state.phase === "none") return false;
  const { lease, outages, proctored } = state;
  const stopped = proctored.pauses.length > 0 || proctored.over.length > 0;
  return outages.count > 0 || stopped || (lease !== null && lease.epoch > 1);
}

interface Bounds {
  from: number;
  to: number;
}

/** From the start to the end, or to now; null when the attempt has not started. */
function runningTime(state: PreparedAttempt, now: number): Bounds | null {
  if (state.phase === "prepared") return null;
  const closed = state.phase === "closed" ? state.closed.exam : now;
  return { from: state.startedAt, to: Math.min(now, closed, deadline(state)) };
}

/** One or more parts that overlap. */
interface Stretch extends Omit<LostPart, "kind"> {
  kinds: LostKind[];
}

function clipped(parts: readonly LostPart[], within: Bounds): Stretch[] {
  return parts.flatMap(({ kind, ...part }) => cut({ kinds: [kind], ...part }, within.from, within.to));
}

/** Overlapping stretches as one, so that no moment is lost twice. */
function merged(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && stretch.from <= last.to) result[result.length - 1] = union(last, stretch);
    else result.push(stretch);
  }
  return result;
}

function union(first: Stretch, second: Stretch): Stretch {
  const { to, toWall } = first.to > second.to ? first : second;
  const kinds = [...new Set([...first.kinds, ...second.kinds])];
  return { ...first, to, toWall, kinds, open: first.open || second.open };
}

/** What is left of stretches where exam time gave nothing back yet. */
function without(stretches: readonly Stretch[], given: readonly Bounds[]): Stretch[] {
  const some = given.filter(({ from, to }) => from < to);
  return some.reduce<Stretch[]>(
    (left, { from, to }) => left.flatMap((one) => [cut(one, one.from, from), cut(one, to, one.to)].flat()),
    [...stretches],
  );
}

/** The part of a stretch between two moments; none when they leave nothing of it. */
function cut(stretch: Stretch, from: number, to: number): Stretch[] {
  const bounds = { from: Math.max(stretch.from, from), to: Math.min(stretch.to, to) };
  if (bounds.from >= bounds.to) return [];
  const fromWall = stretch.fromWall + bounds.from - stretch.from;
  const toWall = stretch.toWall + bounds.to - stretch.to;
  return [{ ...stretch, ...bounds, fromWall, toWall, open: stretch.open && bounds.to === stretch.to }];
}

interface Judged extends Stretch {
  answered: number;
  lost: number;
  unpaid: number;
}

function judged(stretch: Stretch, work: readonly Work[]): Judged {
  const inside = work.filter(({ made }) => made > stretch.from && made < stretch.to);
  const last = inside.reduce((latest, { made }) => Math.max(latest, made), stretch.from);
  const rest = stretch.to - last;
  const lost = inside.length > 0 && rest <= thinkingMs ? 0 : rest;
  const items = new Set(inside.flatMap(({ item }) => item ?? []));
  return { ...stretch, answered: items.size, lost, unpaid: lost };
}

interface Credit {
  at: number;
  ms: number;
}

function creditsOf(log: readonly Logged[]): Credit[] {
  return log.flatMap(({ event, at }) =>
    event.type === "time-granted" && event.data.kind === "credit" ? [{ at: at.exam, ms: event.data.ms }] : [],
  );
}

function paid(stretches: readonly Judged[], credits: readonly Credit[]): Judged[] {
  const owed = stretches.map((stretch) => ({ ...stretch }));
  for (const { at, ms } of credits) {
    let left = ms;
    for (const stretch of owed.filter(({ from }) => from <= at)) {
      const part = Math.min(left, stretch.unpaid);
      stretch.unpaid -= part;
      left -= part;
    }
  }
  return owed;
}

/** Whole minutes, rounded in the candidate's favour; less than one in all is a hiccup and not worth a grant. */
function proposal(unpaid: number, credited: number, limit: number) {
  const due = unpaid < minute ? 0 : Math.ceil(unpaid / minute) * minute;
  const allowed = Math.floor(Math.max(0, limit - credited) / minute) * minute;
  const proposed = Math.min(due, allowed);
  return { credited, proposed, limited: proposed < due };
}

function shown({ from, to, ...stretch }: Judged): LostSpan {
  const { kinds, fromWall, toWall, open, answered, lost, unpaid } = stretch;
  return { kinds, fromWall, toWall, ms: to - from, open, answered, lost, unpaid };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
