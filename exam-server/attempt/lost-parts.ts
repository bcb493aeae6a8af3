import type { LostKind } from "../protocol/ledger.ts";
import type { AttemptEvent } from "./events.ts";
import type { Logged } from "./logged.ts";
import { effectFrom } from "./pauses.ts";
import type { Pause } from "./proctored.ts";
import type { Now } from "./state.ts";

/** One reason for which a candidate had no seat that answers; parts of several kinds may overlap. Exam time, and wall labels. */
export interface LostPart {
  kind: LostKind;
  from: number;
  to: number;
  fromWall: number;
  toWall: number;
  /** It still lasts. */
  open: boolean;
}

/** A time in which the candidate could not answer begins or ends, `since` an exam time. */
interface Turn {
  kind: LostKind;
  begins: boolean;
  since: number;
}

/** Every time in which nobody could answer at the seat, as the log tells it. */
export function lostParts(log: readonly Logged[], now: Now): LostPart[] {
  const parts: LostPart[] = [];
  const began = new Map<LostKind, { from: number; fromWall: number }>();
  for (const { event, at } of log) {
    for (const { kind, begins, since } of turnsOf(event, at.exam)) {
      const wall = at.wall - (at.exam - since);
      const start = began.get(kind);
      if (begins) began.set(kind, start ?? { from: since, fromWall: wall });
      else if (start && began.delete(kind))
        parts.push({ kind, ...start, to: since, toWall: wall, open: false });
    }
  }
  for (const [kind, start] of began)
    if (lasts.has(kind)) parts.push({ kind, ...start, to: now.exam, toWall: now.wall, open: true });
  return [...parts, ...uncredited(log, now)];
}

/** A seat that was released goes on until another takes it, and a hand-in that nobody has undone is no loss. */
const lasts: ReadonlySet<LostKind> = new Set(["offline"]);

function turnsOf(event: AttemptEvent, at: number): Turn[] {
  switch (event.type) {
    case "seat-lost":
      return [{ kind: "offline", begins: true, since: event.data.since }];
    case "seat-returned":
      return [{ kind: "offline", begins: false, since: event.data.since }];
    case "lease-released":
      return [{ kind: "moving", begins: true, since: at }];
    case "lease-granted":
      return [{ kind: "moving", begins: false, since: at }];
    case "closed":
      return [{ kind: "closed", begins: true, since: at }];
    case "reopened":
      return [{ kind: "closed", begins: false, since: at }];
    default:
      return [];
  }
}

function uncredited(log: readonly Logged[], now: Now): LostPart[] {
  return pausesOf(log, now)
    .filter(({ pause }) => !pause.credited)
    .flatMap(({ pause, end, open }) => {
      const from = effectFrom(pause, end.exam);
      if (from === null) return [];
      const fromWall = end.wall - (end.exam - from);
      return [{ kind: "suspended" as const, from, to: end.exam, fromWall, toWall: end.wall, open }];
    });
}

/** What the deadline was moved by already, or will be when a pause ends that gives its time back. Exam time. */
export function creditedTimes(log: readonly Logged[], now: Now): { from: number; to: number }[] {
  const paused = pausesOf(log, now).flatMap(({ pause, end, credit }) => {
    // The end of a pause gives back the time just before it, that of a pause beside it included.
    if (credit !== null) return [{ from: end.exam - credit, to: end.exam }];
    const from = effectFrom(pause, end.exam);
    return from === null || !pause.credited ? [] : [{ from, to: end.exam }];
  });
  const reopened = log.flatMap(({ event, at }) =>
    event.type === "reopened" ? [{ from: at.exam - event.data.credit, to: at.exam }] : [],
  );
  return [...paused, ...reopened];
}

interface EndedPause {
  pause: Pause;
  end: Now;
  /** Milliseconds that the deadline moved by; null while it lasts. */
  credit: number | null;
  open: boolean;
}

function pausesOf(log: readonly Logged[], now: Now): EndedPause[] {
  let present: Pause[] = [];
  const ended: EndedPause[] = [];
  for (const { event, at } of log) {
    if (event.type === "suspended") {
      const blank = present.some(({ seenAt }) => seenAt !== null);
      const { kind, credited } = event.data;
      present.push({ kind, credited, since: at.exam, seenAt: blank ? at.exam : null });
    } else if (event.type === "pause-seen") {
      present = present.map((pause) => ({ ...pause, seenAt: pause.seenAt ?? at.exam }));
    } else if (event.type === "resumed") {
      const { kind, credit } = event.data;
      const over = present.filter((pause) => pause.kind === kind);
      ended.push(...over.map((pause) => ({ pause, end: at, credit, open: false })));
      present = present.filter((pause) => pause.kind !== kind);
    }
  }
  return [...ended, ...present.map((pause) => ({ pause, end: now, credit: null, open: true }))];
}
