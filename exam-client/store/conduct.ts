import type { Monotonic } from "../transport/clock-sync.ts";
import { type Signal, withSignal } from "./signal.ts";

/** After one note, the signals of its kind become one other note at the earliest so much later. */
const gapMs = 60_000;
/** Less is a window of the system that came and went. */
const shortestMs = 500;
/** Who stays away longer is told of while it lasts. */
const longMs = 10_000;

interface ConductParts {
  monotonic: Monotonic;
  /** Exam time for a label. */
  made: () => number;
  /** Whether the candidate is answering now; nothing else is anybody's business. */
  watching: () => boolean;
  tell: (signal: Signal) => void;
}

/** Conduct signals of the page: measured, gathered so that a minute has at most one note of a kind, never judged. */
export interface Conduct {
  /** Whether another window or page is in front of this one. */
  away(is: boolean): void;
  fullScreenLeft(): void;
  /** So many characters from elsewhere came into a typed answer. */
  pasted(length: number): void;
  /** Call often. */
  tick(): void;
  /** Tells what waits: after a hand-in nobody takes it. */
  flush(): void;
}

export function createConduct({ monotonic, made, watching, tell }: ConductParts): Conduct {
  let waiting: readonly Signal[] = [];
  const toldAt = new Map<Signal["kind"], number>();
  let elsewhere = false;
  /** Since when being away is not told yet, and whether its beginning is; null: here, or nobody is answering. */
  let leave: { since: number; counted: boolean } | null = null;

  const add = (signal: Signal) => {
    waiting = withSignal(waiting, signal);
  };

  const measure = (now: number) => {
    if (leave === null) return;
    const ms = Math.round(now - leave.since);
    add({ kind: "left", made: made(), times: leave.counted ? 0 : 1, ms });
    leave = { since: now, counted: true };
  };

  const isDue = (kind: Signal["kind"], now: number) =>
    now - (toldAt.get(kind) ?? Number.NEGATIVE_INFINITY) >= gapMs;

  const follow = (now: number) => {
    const gone = elsewhere && watching();
    if (gone && leave === null) leave = { since: now, counted: false };
    if (leave === null) return;
    const lasted = now - leave.since;
    if (gone && lasted >= longMs && isDue("left", now)) measure(now);
    if (gone) return;
    if (leave.counted || lasted >= shortestMs) measure(now);
    leave = null;
  };

  const tellAll = (due: readonly Signal[], now: number) => {
    waiting = waiting.filter((one) => !due.includes(one));
    for (const signal of due) {
      toldAt.set(signal.kind, now);
      tell(signal);
    }
  };

  const tick = () => {
    const now = monotonic();
    follow(now);
    tellAll(watching() ? waiting.filter(({ kind }) => isDue(kind, now)) : waiting, now);
  };

  return {
    away(is) {
      elsewhere = is;
      tick();
    },
    fullScreenLeft() {
      if (watching()) add({ kind: "full-screen-left", made: made(), times: 1 });
    },
    pasted(length) {
      if (watching()) add({ kind: "pasted", made: made(), times: 1, length });
    },
    tick,
    flush: () => tellAll(waiting, monotonic()),
  };
}
