import { randomBytes } from "node:crypto";
import type { AttemptView } from "../protocol/messages.ts";
import type { RehearsalPerson } from "../protocol/rehearsal.ts";
import { answeringPlan, type PlannedChange } from "./answering-plan.ts";
import type { ServerAddress } from "./ask-server.ts";
import type { Told } from "./compare.ts";
import type { Ledger } from "./ledger.ts";
import { type Line, openLine, signIn } from "./line.ts";
import { memoryJournal } from "./memory-journal.ts";
import { openPaper } from "./open-paper.ts";
import { seatClock } from "./seat-clock.ts";

/** When a candidate does what; milliseconds after the start. */
export interface Habits {
  /** From when the paper is read, and by when the last answer is given. */
  readsAt: number;
  doneAt: number;
  /** Null: is collected at the end. */
  handsInAt: number | null;
  /** Null: the cable holds. */
  cut: { from: number; to: number } | null;
}

export interface CandidateParts {
  server: ServerAddress;
  person: RehearsalPerson;
  seat: number;
  habits: Habits;
  ledger: Ledger;
  monotonic: () => number;
  /** In [0, 1). */
  random: () => number;
  /** How often the clock is compared while the exam runs, milliseconds. */
  compareEveryMs: number;
}

const signInTries = 4;
const againMs = 1000;
const openWithinMs = 30_000;

/** One simulated candidate: the real protocol from the sign-in to the receipt, without a browser. */
export function simulatedCandidate(parts: CandidateParts) {
  const { ledger, monotonic, random, habits } = parts;
  const id = randomBytes(16).toString("hex");
  const journal = memoryJournal();
  const clock = seatClock(monotonic, (told) => {
    const known = ledger.told.get(parts.seat) ?? [];
    known.push(told);
    ledger.told.set(parts.seat, known);
  });
  let line: Line | null = null;
  /** Counts connections, so that what belonged to a lost one is told apart. */
  let connection = 0;
  /** 0: the lease is not ours now. */
  let epoch = 0;
  let lastEpoch = 1;
  let attempt = "";
  let sealed: Uint8Array | null = null;
  let startAsked: number | null = null;
  let paperRead = false;
  let sending = false;
  let tries = 0;
  let closed = false;
  let over = false;
  let opened = () => {};

  const after = (ms: number, act: () => void): void => {
    setTimeout(() => over || act(), Math.max(0, ms)).unref();
  };
  const backoff = (): number => Math.min(8000, 500 * 2 ** Math.min(tries, 5)) * (0.5 + random() / 2);

  const deliver = async (): Promise<void> => {
    const entries = journal.batch();
    if (line === null || sending || epoch === 0 || entries.length === 0) return;
    sending = true;
    const on = connection;
    const reply = await line.ask("entries", { journal: id, epoch, entries });
    sending = false;
    if (on !== connection) return deliver();
    const settled = reply.ok ? settle(reply.replies) : 0;
    tries = settled > 0 ? 0 : tries + 1;
    if (settled > 0) return deliver();
    after(backoff(), () => void deliver());
  };

  const settle = (replies: Parameters<typeof journal.settle>[0]): number => {
    const now = monotonic();
    const settled = journal.settle(replies);
    for (const { at, line: writtenOn } of settled) {
      ledger.savedAt.push(now);
      if (writtenOn === connection) ledger.latencies.push(now - at);
      else ledger.resent += 1;
    }
    return settled.length;
  };

  const open = async (): Promise<void> => {
    if (line === null) return;
    const on = connection;
    const asked = monotonic();
    const reply = await line.ask("open", { journal: id });
    if (on !== connection || over) return;
    if (!reply.ok) return after(againMs, () => on === connection && void open());
    epoch = reply.view.epoch;
    lastEpoch = epoch;
    attempt = reply.view.attempt;
    show(reply.view);
    clock.opened(reply.view, asked);
    opened();
    await clock.compare(line);
    void deliver();
  };

  const show = (view: AttemptView): void => {
    clock.shown(view);
    closed = view.phase === "closed";
    if (view.paperKey !== null && startAsked !== null && !paperRead) read(view.paperKey, startAsked);
  };

  /**
   * The time until the first item is what the key took to arrive and what opening took. Opening waits:
   * here one processor opens all papers, in the room each PC opens its own.
   */
  const read = (key: string, asked: number): void => {
    paperRead = true;
    const arrived = monotonic();
    after(habits.readsAt - (arrived - asked), () => {
      if (sealed === null) return;
      const begun = monotonic();
      const { paper } = openPaper(sealed, key);
      ledger.firstItems.push(arrived - asked + (monotonic() - begun));
      answer(answeringPlan(paper.items, random), asked);
    });
  };

  const answer = (plan: readonly PlannedChange[], start: number): void => {
    const next = (index: number): void => {
      const planned = plan[index];
      if (planned === undefined) return;
      const due = start + habits.readsAt + planned.at * (habits.doneAt - habits.readsAt);
      after(due - monotonic(), () => {
        const writtenOn = epoch > 0 ? connection : 0;
        // What is written while the line is down belongs to the lease that the seat held last.
        journal.write(planned.change, { epoch: lastEpoch, ...clock.stamp() }, monotonic(), writtenOn);
        void deliver();
        next(index + 1);
      });
    };
    next(0);
  };

  const handIn = async (): Promise<void> => {
    if (closed) return;
    if (line !== null && epoch > 0 && journal.pending() === 0) {
      const reply = await line.ask("hand-in", { journal: id, epoch, lastSeq: journal.head() });
      if (reply.ok) ledger.handedIn += 1;
      if (reply.ok) return;
    }
    after(againMs / 2, () => void handIn());
  };

  const compareNow = (): void => {
    if (closed) return;
    if (line !== null && epoch > 0) void clock.compare(line);
    after(parts.compareEveryMs, compareNow);
  };

  const listeners = {
    connected(): void {
      connection += 1;
      void open();
    },
    lost(): void {
      connection += 1;
      epoch = 0;
    },
    view: show,
  };

  const connect = async (): Promise<boolean> => {
    for (let left = signInTries; left > 0 && !over; left -= 1) {
      const cookie = await signIn(parts.server, parts.person);
      if (typeof cookie === "string") {
        line = openLine(parts.server, cookie, listeners);
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
    if (line === null) return false;
    const isOpen = new Promise<boolean>((resolve) => {
      opened = () => resolve(true);
      setTimeout(() => resolve(false), openWithinMs).unref();
    });
    line.connect();
    return isOpen;
  };

  const fetchPaper = async (from: Line): Promise<boolean> => {
    const reply = await from.ask("paper", {});
    if (!reply.ok) return false;
    sealed = new Uint8Array(reply.sealed);
    for (const name of reply.pictures) if ((await from.picture(name)) === null) return false;
    return true;
  };

  return {
    /** From the sign-in to waiting for the start, its paper on the seat. False: it did not get there. */
    async arrive(): Promise<boolean> {
      if (!(await connect()) || line === null) return false;
      for (const step of ["confirm-identity", "accept-rules"] as const) {
        if (!(await line.ask(step, { epoch })).ok) return false;
      }
      await line.ask("note", { epoch, note: { kind: "disk", keeps: true } });
      const whole = await fetchPaper(line);
      await clock.compare(line);
      if (whole) ledger.connections += 1;
      return whole;
    },
    /** The start is asked for at this moment: from here on the habits count. */
    begin(asked: number): void {
      startAsked = asked;
      const { cut, handsInAt } = habits;
      if (cut) {
        after(cut.from, () => line?.cut());
        after(cut.to, () => line?.connect());
      }
      if (handsInAt !== null) after(handsInAt, () => void handIn());
      after(parts.compareEveryMs * random(), compareNow);
    },
    attempt: () => attempt,
    pending: journal.pending,
    refused: journal.refused,
    told: (): Told => ({ journal: id, acknowledged: journal.acknowledged(), head: journal.head() }),
    leave(): void {
      over = true;
      line?.cut();
    },
  };
}

export type SimulatedCandidate = ReturnType<typeof simulatedCandidate>;
