import type { PauseShown } from "@kaochang/exam-server/protocol/acts.ts";
import type { PcNote } from "@kaochang/exam-server/protocol/messages.ts";
import { backoffMs, type Later } from "../transport/timers.ts";
import { type Ask, passing } from "../transport/wire.ts";
import { type Signal, withSignal } from "./signal.ts";
import { queued, type Report, standing } from "./tellers.ts";
import type { Unsent } from "./unsent.ts";

/** Jumps of the clock that wait for the line; a clock that jumps more often than that says nothing new. */
const mostJumps = 20;

function withJump(waiting: readonly number[], ms: number): readonly number[] {
  const full = waiting.length === mostJumps;
  const latest = waiting[mostJumps - 1] ?? 0;
  return full ? [...waiting.slice(0, -1), latest + ms] : [...waiting, ms];
}

interface ReportsParts {
  ask: Ask;
  /** Id of the journal in use. */
  journal: () => string;
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
  /** How many answers are only on this PC. */
  unsent(unsent: Unsent): void;
  clockJump(ms: number): void;
  signal(signal: Signal): void;
  /** The page is blank because of this pause; null: it is not. */
  pauseSeen(pause: PauseShown | null): void;
  /** This message of a proctor stands on the screen. */
  messageShown(id: string): void;
  /** The candidate has closed this message of a proctor. */
  messageSeen(id: string): void;
  /** The lease is ours under this epoch: tells what waits, until paused. */
  resume(epoch: number): void;
  pause(): void;
}

export function createReports({ ask, journal, later, chance }: ReportsParts): Reports {
  const note = (epoch: number, value: PcNote) => ask("note", { epoch, note: value });
  const changes = standing(0, (epoch, seen) => ask("time-seen", { epoch, changes: seen }));
  const pauses = standing<string | null>(null, (epoch) => ask("pause-seen", { epoch }));
  const onScreen = queued<string>(
    (waiting, id) => [...waiting, id],
    (epoch, id) => ask("message-shown", { epoch, id }),
  );
  const messages = queued<string>(
    (waiting, id) => [...waiting, id],
    (epoch, id) => ask("message-seen", { epoch, id }),
  );
  const keeps = standing<boolean | null>(null, (epoch, kept) =>
    note(epoch, { kind: "disk", keeps: kept === true }),
  );
  const unsent = standing<Unsent | null>(null, (_epoch, value) =>
    ask("unsent", { journal: journal(), head: value?.head ?? 0, answers: value?.answers ?? 0 }),
  );
  const jumps = queued(withJump, (epoch, ms) => note(epoch, { kind: "clock-jump", ms }));
  const signals = queued<Signal>(withSignal, note);
  /** In the order in which they are told: what only interests the PC's technician comes last. */
  const tellers = [pauses, changes, onScreen, messages, keeps, unsent, jumps, signals];
  /** 0: paused. */
  let epoch = 0;
  let busy = false;
  let tries = 0;
  let callOff = () => {};

  const next = () => tellers.reduce<Report | null>((found, teller) => found ?? teller.next(), null);

  const run = async (): Promise<void> => {
    const report = epoch === 0 || busy ? null : next();
    if (report === null) return;
    callOff();
    busy = true;
    const under = epoch;
    const reply = await report.send(epoch);
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

  const telling =
    <T>(teller: { tell(value: T): void }) =>
    (value: T) => {
      teller.tell(value);
      void run();
    };

  return {
    timeSeen: telling(changes),
    disk: telling<boolean | null>(keeps),
    unsent: telling<Unsent | null>(unsent),
    clockJump: telling(jumps),
    signal: telling(signals),
    pauseSeen(pause) {
      pauses.tell(pause && !pause.seen ? `${pause.kind} ${pause.since}` : null);
      void run();
    },
    messageShown: telling(onScreen),
    messageSeen: telling(messages),
    resume(under) {
      epoch = under;
      for (const teller of tellers) teller.renew();
      tries = 0;
      void run();
    },
    pause() {
      epoch = 0;
      callOff();
    },
  };
}
