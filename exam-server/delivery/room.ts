import type { ItemOf } from "../attempt/candidate-paper.ts";
import { chainFault } from "../attempt/chain.ts";
import { type Command, decide } from "../attempt/decide.ts";
import { type Batch, decideEntries, type ResponseFault } from "../attempt/entries.ts";
import type { AttemptEvent } from "../attempt/events.ts";
import { attemptStream } from "../attempt/sitting.ts";
import type { AttemptState, Now } from "../attempt/state.ts";
import type { EntryReply } from "../protocol/messages.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import type { EventLog, NewEvent } from "../store/store.ts";
import { breath } from "./breath.ts";
import { type CorrectionsOf, withScore } from "./closing.ts";
import type { ExamClock } from "./exam-clock.ts";
import type { Commit } from "./group-commit.ts";
import { type AttemptRecord, advance, chain, emptyRecord, foldAttempt } from "./log-stream.ts";
import { type SerialQueue, serialQueue } from "./serial-queue.ts";

/** What a listener hears after a commit. */
export interface AttemptChange {
  attempt: string;
  record: AttemptRecord;
  events: readonly AttemptEvent[];
}

/** The command for one attempt of many. */
export type CommandOf = (state: AttemptState) => Command | null;

export type Done = { ok: true; record: AttemptRecord; events: readonly AttemptEvent[] };
export interface DoneAll {
  stored: boolean;
  reached: readonly string[];
  refusal: Refusal | null;
}
export type EntriesDone = { ok: true; replies: EntryReply[]; expected: number };

export interface RoomParts {
  log: Pick<EventLog, "read">;
  commit: Commit;
  clock: ExamClock;
  itemOf: ItemOf;
  correctionsOf: CorrectionsOf;
  /** Hears of failures that are bugs or damage; must not throw. */
  report: (what: string, reason: unknown) => void;
}

/**
 * Batches longer than this are what seats send after an outage. They are decided one in a turn of the
 * event loop, so that the answers of other rooms go between: 500 at once held those up for 0.8 s.
 */
const longBatch = 5;

/** A log whose hash chain does not hold is reported and never written to. */
export class BrokenLog extends Error {}

interface Desk {
  queue: SerialQueue;
  /** Null when the store must be read again before the next decision. */
  record: AttemptRecord | null;
}

interface Decision {
  ok: true;
  events: AttemptEvent[];
  state?: AttemptState;
}

/** What was decided for one attempt, from its record; `state`: what it led to, where that is known. */
interface Decided {
  attempt: string;
  desk: Desk;
  record: AttemptRecord;
  events: AttemptEvent[];
  state?: AttemptState | undefined;
}

/**
 * The room of attempts: one queue per attempt, each step load → decide → append → acknowledge →
 * publish. Nothing is acknowledged or shown before it is committed; after a failed commit the attempt
 * is read again from the store.
 */
export function openRoom({ log, commit, clock, itemOf, correctionsOf, report }: RoomParts) {
  const desks = new Map<string, Desk>();
  const listeners = new Set<(change: AttemptChange) => void>();

  const deskOf = (attempt: string): Desk => {
    const known = desks.get(attempt);
    if (known) return known;
    const desk: Desk = { queue: serialQueue(), record: null };
    desks.set(attempt, desk);
    return desk;
  };

  const readAttempt = async (attempt: string): Promise<AttemptRecord> => {
    const events = await log.read(attemptStream(attempt));
    const fault = chainFault(events);
    if (fault) throw new BrokenLog(`作答 ${attempt} 的记录校验失败：${fault}`);
    return foldAttempt(emptyRecord, events);
  };

  const load = async (attempt: string, desk: Desk): Promise<AttemptRecord> => {
    desk.record ??= await readAttempt(attempt);
    return desk.record;
  };

  const publish = (change: AttemptChange): void => {
    for (const listener of listeners) {
      try {
        listener(change);
      } catch (reason) {
        report("a listener failed", reason);
      }
    }
  };

  const stepOf = ({ attempt, desk, record, events: decided, state }: Decided, now: Now) => {
    const failed = (reason: unknown) => report(`attempt ${attempt} could not be scored`, reason);
    const events = withScore(record.state, decided, now, itemOf, correctionsOf, failed);
    const chained = chain(attemptStream(attempt), record.head, events, now).events;
    // Field by field: a copy by spreading made half of the garbage of a save.
    return { attempt, desk, record, events, chained, state: events === decided ? state : undefined };
  };

  /** Commits what was decided for several attempts in one transaction and then publishes it. */
  const settle = (
    decided: readonly Decided[],
    now: Now,
    also: readonly NewEvent[] = [],
  ): Promise<boolean> => {
    const steps: ReturnType<typeof stepOf>[] = [];
    const events: NewEvent[] = [];
    for (const one of decided) {
      if (one.events.length === 0) continue;
      const step = stepOf(one, now);
      steps.push(step);
      events.push(...step.chained);
    }
    events.push(...also);
    if (events.length === 0) return Promise.resolve(true);
    const stored = (): boolean => {
      for (const { attempt, desk, record, events, chained, state } of steps) {
        desk.record = advance(record, events, chained, now, state);
        publish({ attempt, record: desk.record, events });
      }
      return true;
    };
    const failed = (reason: unknown): boolean => {
      for (const { desk } of steps) desk.record = null;
      report("a commit failed", reason);
      return false;
    };
    return commit(events).then(stored, failed);
  };

  const turns = serialQueue();
  const itsTurn = () => turns.run(breath);

  /**
   * Load, decide, append; then what `done` makes of the decision. Waits only where there is something to
   * wait for: each turn of waiting costs a save more than deciding it.
   */
  const step = async <D extends Decision, R>(
    attempt: string,
    long: boolean,
    judge: (state: AttemptState, now: Now) => D | Refusal,
    done: (decision: D, record: AttemptRecord) => R,
  ): Promise<R | Refusal> => {
    const desk = deskOf(attempt);
    const turn = desk.queue.enter();
    if (turn) await turn;
    try {
      if (long) await itsTurn();
      const record = desk.record ?? (await load(attempt, desk));
      const now = clock.now();
      const decision = judge(record.state, now);
      if (!decision.ok) return decision;
      const { events, state } = decision;
      const stored = await settle([{ attempt, desk, record, events, state }], now);
      return stored ? done(decision, desk.record ?? record) : refuse("not-stored");
    } finally {
      desk.queue.leave();
    }
  };

  /** Waits until every named attempt's queue is ours, so that a room-wide act is one moment for all. */
  const hold = async (attempts: readonly string[]): Promise<() => void> => {
    const queues = attempts.map((attempt) => deskOf(attempt).queue);
    await Promise.all(queues.map((queue) => queue.enter()));
    return () => {
      for (const queue of queues) queue.leave();
    };
  };

  /** None for a log that is damaged: it must keep no act from all the others. */
  const readable = async (attempt: string): Promise<Pick<Decided, "attempt" | "desk" | "record">[]> => {
    const desk = deskOf(attempt);
    try {
      return [{ attempt, desk, record: await load(attempt, desk) }];
    } catch (reason) {
      if (!(reason instanceof BrokenLog)) throw reason;
      report(`attempt ${attempt} is left out`, reason);
      return [];
    }
  };

  return {
    /** A room that comes back opens all its attempts in one moment; what others save goes in between. */
    execute: (attempt: string, command: Command): Promise<Done | Refusal> =>
      step(
        attempt,
        command.kind === "open",
        (state, now) => decide(state, command, now),
        ({ events }, record) => ({ ok: true, record, events }),
      ),

    entries: (attempt: string, batch: Batch, fault: ResponseFault): Promise<EntriesDone | Refusal> =>
      step(
        attempt,
        batch.entries.length > longBatch,
        (state, now) => decideEntries(state, batch, now, fault),
        ({ replies, expected }) => ({ ok: true, replies, expected }),
      ),

    /**
     * One command for many attempts, or one for each (null: none), in one transaction, with `also` (the
     * sitting's own event) in it; `reached` are those that it changes something of. Attempts that refuse are
     * left out; when none is reached, `refusal` is the first of them, or null when all had it already.
     * `stored` is false when nothing could be stored; `then` is called before any attempt goes on.
     * `whole`: nothing is done for any of them where one refuses or cannot be read, or `also` refuses.
     */
    async executeAll(
      attempts: readonly string[],
      command: Command | CommandOf,
      also: (now: Now, reached: readonly string[]) => NewEvent[] | Refusal,
      then: () => void = () => {},
      whole = false,
    ): Promise<DoneAll> {
      const letGo = await hold(attempts);
      try {
        const records = (await Promise.all(attempts.map(readable))).flat();
        const now = clock.now();
        const decided: Decided[] = [];
        let refusal: Refusal | null = null;
        for (const one of records) {
          const asked = typeof command === "function" ? command(one.record.state) : command;
          if (asked === null) continue;
          const decision = decide(one.record.state, asked, now);
          if (!decision.ok) refusal ??= decision;
          else if (decision.events.length > 0) decided.push({ ...one, events: decision.events });
        }
        const unread = records.length < attempts.length ? refuse("sitting-not-over", "log-damaged") : null;
        const hindrance = refusal ?? unread;
        if (whole && hindrance) return { stored: true, reached: [], refusal: hindrance };
        const reached = decided.map(({ attempt }) => attempt);
        const more = also(now, reached);
        if ("ok" in more) return { stored: true, reached: [], refusal: more };
        const stored = await settle(decided, now, more);
        if (stored) then();
        return { stored, reached, refusal: reached.length === 0 ? refusal : null };
      } finally {
        letGo();
      }
    },

    /** The attempt as it stands on disk. */
    async record(attempt: string): Promise<AttemptRecord> {
      const desk = deskOf(attempt);
      return desk.record ?? desk.queue.run(() => load(attempt, desk));
    },

    /** The attempt as it stands on disk if it is in memory, without waiting; null if it must be read. */
    peek: (attempt: string): AttemptRecord | null => desks.get(attempt)?.record ?? null,

    /** Attempts of finished sittings leave memory; they come back from the store when asked for. */
    forget(attempts: readonly string[]): void {
      for (const attempt of attempts) desks.delete(attempt);
    },

    onChange(listener: (change: AttemptChange) => void): void {
      listeners.add(listener);
    },
  };
}

export type Room = ReturnType<typeof openRoom>;
