import type { PcNote } from "@kaochang/exam-server/protocol/messages.ts";
import { backoffMs, type Later } from "../transport/timers.ts";
import { type Ask, type FailureCode, passing } from "../transport/wire.ts";

/** Jumps of the clock that wait for the line; a clock that jumps more often than that says nothing new. */
const mostJumps = 20;

interface ReportsParts {
  ask: Ask;
  later: Later;
  /** In [0, 1). */
  chance: () => number;
}

/** What the page tells of itself besides answers. Each is told once, and again on a new connection where it still stands. */
export interface Reports {
  /** The page shows the deadline after so many changes of it. */
  timeSeen(changes: number): void;
  /** Whether what is answered is kept on this PC's disk. */
  disk(keeps: boolean): void;
  clockJump(ms: number): void;
  /** The lease is ours under this epoch: tells what waits, until paused. */
  resume(epoch: number): void;
  pause(): void;
}

export function createReports({ ask, later, chance }: ReportsParts): Reports {
  /** 0: paused. */
  let epoch = 0;
  let changes = { now: 0, told: 0 };
  let keeps: { now: boolean | null; told: boolean | null } = { now: null, told: null };
  let jumps: readonly number[] = [];
  let busy = false;
  let tries = 0;
  let callOff = () => {};

  /** The next thing to tell: sends it, and says how to strike it off. */
  const next = (): { send: () => Promise<{ ok: boolean; code?: FailureCode }>; told: () => void } | null => {
    const note = (value: PcNote) => () => ask("note", { epoch, note: value });
    if (changes.now > changes.told) {
      const seen = changes.now;
      return {
        send: () => ask("time-seen", { epoch, changes: seen }),
        told: () => {
          changes = { ...changes, told: seen };
        },
      };
    }
    if (keeps.now !== null && keeps.now !== keeps.told) {
      const kept = keeps.now;
      return {
        send: note({ kind: "disk", keeps: kept }),
        told: () => {
          keeps = { ...keeps, told: kept };
        },
      };
    }
    const [ms] = jumps;
    if (ms === undefined) return null;
    return {
      send: note({ kind: "clock-jump", ms }),
      told: () => {
        jumps = jumps.slice(1);
      },
    };
  };

  const run = async (): Promise<void> => {
    const report = epoch === 0 || busy ? null : next();
    if (report === null) return;
    callOff();
    busy = true;
    const under = epoch;
    const reply = await report.send();
    busy = false;
    if (under !== epoch) return run();
    if (reply.ok || !passing.includes(reply.code ?? "no-answer")) {
      report.told();
      tries = 0;
      return run();
    }
    tries += 1;
    callOff = later(backoffMs(tries, chance()), () => void run());
  };

  return {
    timeSeen(now) {
      changes = { ...changes, now };
      void run();
    },
    disk(now) {
      keeps = { ...keeps, now };
      void run();
    },
    clockJump(ms) {
      const full = jumps.length === mostJumps;
      const latest = jumps[mostJumps - 1] ?? 0;
      jumps = full ? [...jumps.slice(0, -1), latest + ms] : [...jumps, ms];
      void run();
    },
    resume(under) {
      epoch = under;
      changes = { ...changes, told: 0 };
      keeps = { ...keeps, told: null };
      tries = 0;
      void run();
    },
    pause() {
      epoch = 0;
      callOff();
    },
  };
}
