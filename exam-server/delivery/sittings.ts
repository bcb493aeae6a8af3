import type { Correction } from "@kaochang/scoring/correction.ts";
import { chainFault, rootOf } from "../attempt/chain.ts";
import { type Command, isDue } from "../attempt/decide.ts";
import { evolveSitting, type SittingEvent, type SittingState, sittingStream } from "../attempt/sitting.ts";
import type { Now, PreparedAttempt } from "../attempt/state.ts";
import type { SpareSeat } from "../protocol/acts.ts";
import type { ServerWarning, SittingSummary, TimeGrant } from "../protocol/messages.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import type { CandidateRecord, Enrolment, NewEvent, SittingRecord, Store } from "../store/store.ts";
import type { Catalogue } from "./catalogue.ts";
import type { ExamClock } from "./exam-clock.ts";
import type { Commit } from "./group-commit.ts";
import { chain, emptyHead, type Head, sittingEvent } from "./log-stream.ts";
import { BrokenLog, type CommandOf, type Room } from "./room.ts";
import { serialQueue } from "./serial-queue.ts";

/** A place of the roster with the person in it. */
export interface Place extends Enrolment {
  person: CandidateRecord;
}

/** Where an attempt is taken now: at a spare seat, or at the one of the roster. */
export function seatOf({ room, seat }: Place, { proctored }: PreparedAttempt): SpareSeat {
  return proctored.movedTo ?? { room, seat };
}

/** A sitting in memory: its record, its log's state, and its places in seat order. */
export interface Sitting {
  record: SittingRecord;
  state: Exclude<SittingState, { phase: "none" }>;
  head: Head;
  places: readonly Place[];
  /** By attempt. */
  placeOf: ReadonlyMap<string, Place>;
}

/** How many attempts an act changed something of. */
export interface Reached {
  ok: true;
  reached: number;
}

export interface SittingsParts {
  store: Pick<Store, "events" | "roster">;
  room: Room;
  commit: Commit;
  clock: ExamClock;
  catalogue: Catalogue;
  /** Made ready when a sitting is opened, let go one by one from the start on, dropped when it is closed. */
  papers: {
    prepare(sitting: Sitting): Promise<void>;
    started(sitting: Sitting): void;
    forget(sitting: Sitting): void;
  };
  /** Hears of what cannot be used; must not throw. */
  report: (what: string, reason: unknown) => void;
}

export function openSittings(parts: SittingsParts) {
  const { store, room, commit, clock, catalogue, papers, report } = parts;
  const sittings = new Map<string, Sitting>();
  const bySeat = new Map<string, Sitting>();
  const queue = serialQueue();
  const listeners = new Set<(sitting: Sitting) => void>();
  /** Attempts that failed at a tick, and whether for good: a broken log is not read again every tick. */
  const damaged = new Map<string, boolean>();

  const announce = (sitting: Sitting): void => {
    for (const listener of listeners) listener(sitting);
  };

  const readLog = async (id: string) => {
    const events = await store.events.read(sittingStream(id));
    const fault = chainFault(events);
    if (fault) throw new BrokenLog(`场次 ${id} 的记录校验失败：${fault}`);
    const state = events.reduce<SittingState>(
      (present, stored) => {
        return evolveSitting(present, sittingEvent(stored), stored);
      },
      { phase: "none" },
    );
    if (state.phase === "none") throw new BrokenLog(`场次 ${id} 没有记录`);
    const last = events.at(-1);
    return { state, head: last ? { version: last.version, hash: last.hash } : emptyHead };
  };

  const readPlaces = async (id: string): Promise<Place[]> => {
    const people = new Map((await store.roster.candidates(id)).map((person) => [person.id, person]));
    const places = (await store.roster.enrolments(id)).flatMap((enrolment) => {
      const person = people.get(enrolment.candidate);
      return person ? [{ ...enrolment, person }] : [];
    });
    return places.sort((a, b) => a.room.localeCompare(b.room, "zh") || Number(a.seat) - Number(b.seat));
  };

  /** Reads every attempt of an open sitting and loads the items of its paper; a damaged one keeps no other from being sat. */
  const warm = async (sitting: Sitting): Promise<void> => {
    for (const { attempt } of sitting.places) {
      try {
        const { state } = await room.record(attempt);
        if (state.phase !== "none") await catalogue.need(state.paper.items);
      } catch (reason) {
        report(`attempt ${attempt} cannot be used`, reason);
        damaged.set(attempt, reason instanceof BrokenLog);
      }
    }
  };

  const open = async (record: SittingRecord): Promise<Sitting> => {
    const places = await readPlaces(record.id);
    const placeOf = new Map(places.map((place) => [place.attempt, place]));
    const sitting: Sitting = { record, ...(await readLog(record.id)), places, placeOf };
    sittings.set(record.id, sitting);
    for (const { attempt } of sitting.places) bySeat.set(attempt, sitting);
    if (sitting.state.phase !== "closed") {
      await warm(sitting);
      papers.prepare(sitting).catch((reason) => report(`papers of sitting ${record.id}`, reason));
    }
    return sitting;
  };

  const follow = (sitting: Sitting, event: SittingEvent, now: Now): NewEvent[] =>
    chain(sittingStream(sitting.record.id), sitting.head, [event], now).events;

  const moved = (sitting: Sitting, event: SittingEvent, stored: readonly NewEvent[]): void => {
    const last = stored.at(-1);
    if (!last) return;
    const state = evolveSitting(sitting.state, event, last);
    if (state.phase === "none") return;
    sitting.state = state;
    sitting.head = { version: last.version, hash: last.hash };
    announce(sitting);
  };

  /** Adds to the log of every running sitting what happened to the server. */
  const noteRunning = (data: (now: Now) => SittingEvent): Promise<void> =>
    queue.run(async () => {
      for (const sitting of sittings.values()) {
        if (sitting.state.phase !== "running") continue;
        const now = clock.now();
        const event = data(now);
        const stored = follow(sitting, event, now);
        await commit(stored);
        moved(sitting, event, stored);
      }
    });

  /** Does what is due for one attempt. One that cannot be read is reported once and keeps its sitting open, no other. */
  const stillOpen = async (attempt: string): Promise<boolean> => {
    if (damaged.get(attempt)) return true;
    const known = room.peek(attempt)?.state;
    if (known?.phase === "closed") return false;
    if (known && !isDue(known, clock.now())) return true;
    try {
      const result = await room.execute(attempt, { kind: "tick" });
      return !result.ok || result.record.state.phase !== "closed";
    } catch (reason) {
      if (!damaged.has(attempt)) report(`attempt ${attempt} cannot be collected`, reason);
      damaged.set(attempt, reason instanceof BrokenLog);
      return true;
    }
  };

  const close = async (sitting: Sitting): Promise<void> => {
    if (sitting.state.phase !== "running") return;
    const heads: Record<string, string> = {};
    for (const { attempt } of sitting.places) {
      const { state, head } = await room.record(attempt);
      if (state.phase !== "closed") return;
      heads[attempt] = head.hash;
    }
    const data = { root: rootOf(heads), heads, secret: sitting.record.secret };
    const event: SittingEvent = { type: "sitting-closed", data };
    const stored = follow(sitting, event, clock.now());
    await commit(stored);
    moved(sitting, event, stored);
    room.forget(sitting.places.map(({ attempt }) => attempt));
    papers.forget(sitting);
  };

  /**
   * One command for some attempts of a sitting, or all, in one transaction with the sitting's own event;
   * `even`: the event is written though no attempt is reached.
   */
  const actOnMany = (
    id: string,
    attempts: readonly string[] | null,
    command: Command | CommandOf,
    eventOf: (reached: readonly string[]) => SittingEvent,
    even = false,
  ): Promise<Reached | Refusal> =>
    queue.run(async () => {
      const sitting = sittings.get(id);
      if (!sitting || attempts?.some((one) => !sitting.placeOf.has(one))) return refuse("not-found");
      const made: { event: SittingEvent; stored: NewEvent[] }[] = [];
      const meant = attempts === null ? sitting.placeOf.keys() : new Set(attempts);
      const also = (now: Now, reached: readonly string[]) => {
        if (reached.length === 0 && !even) return [];
        const event = eventOf(reached);
        const stored = follow(sitting, event, now);
        made.push({ event, stored });
        return stored;
      };
      // Before any attempt goes on: whatever closes next is scored by what the event says.
      const then = () => {
        for (const { event, stored } of made) moved(sitting, event, stored);
      };
      const result = await room.executeAll([...meant], command, also, then);
      if (!result.stored) return refuse("not-stored");
      return result.refusal ?? { ok: true, reached: result.reached.length };
    });

  return {
    actOnMany,

    /** Writes something down in a sitting's own log: an event, or what is decided on the sitting as it then is. */
    write: (
      id: string,
      judge: SittingEvent | ((sitting: Sitting, now: Now) => SittingEvent | Refusal),
    ): Promise<{ ok: true } | Refusal> =>
      queue.run(async () => {
        const sitting = sittings.get(id);
        if (!sitting) return refuse("not-found");
        const event = typeof judge === "function" ? judge(sitting, clock.now()) : judge;
        if ("ok" in event) return event;
        const stored = follow(sitting, event, clock.now());
        const failed = (reason: unknown) => report(`sitting ${id} could not be written to`, reason);
        const written = await commit(stored).then(() => true, failed);
        if (!written) return refuse("not-stored");
        moved(sitting, event, stored);
        return { ok: true };
      }),

    /** Does something while a sitting is sure not to be closed: its root would no longer be over all heads. */
    whileRunning: <T>(id: string, task: () => Promise<T>): Promise<T | Refusal> =>
      queue.run(async () => {
        const phase = sittings.get(id)?.state.phase;
        if (phase === undefined) return refuse("not-found");
        return phase === "closed" ? refuse("sitting-closed") : task();
      }),

    async load(): Promise<void> {
      for (const record of await store.roster.sittings()) {
        await open(record).catch((reason) => report(`sitting ${record.id} cannot be used`, reason));
      }
    },
    open,
    get: (id: string): Sitting | undefined => sittings.get(id),
    ofAttempt: (attempt: string): Sitting | undefined => bySeat.get(attempt),
    all: (): Sitting[] => [...sittings.values()].sort((a, b) => b.record.preparedAt - a.record.preparedAt),

    /** 开考: every attempt and the sitting start in one transaction, at one moment of exam time. */
    start: (id: string, by: string): Promise<{ ok: true; sitting: Sitting; started: number } | Refusal> =>
      queue.run(async () => {
        const sitting = sittings.get(id);
        if (!sitting) return refuse("not-found");
        if (sitting.state.phase !== "prepared") return refuse("already-started");
        if (sitting.places.length === 0) return refuse("nothing-to-start");
        let stored: NewEvent[] = [];
        let event: SittingEvent | null = null;
        const attempts = sitting.places.map(({ attempt }) => attempt);
        const result = await room.executeAll(attempts, { kind: "start" }, (now, reached) => {
          event = { type: "sitting-started", data: { at: now.exam, by, attempts: reached.length } };
          stored = follow(sitting, event, now);
          return stored;
        });
        if (!result.stored || !event) return refuse("not-stored");
        moved(sitting, event, stored);
        papers.started(sitting);
        return { ok: true, sitting, started: result.reached.length };
      }),

    /** Keys that were corrected in a sitting, in their order. */
    correctionsOf: (id: string): readonly Correction[] => sittings.get(id)?.state.corrections ?? [],

    /** Seats of open sittings whose log does not hold: nothing is written to them, and staff must know. */
    damage(): ServerWarning[] {
      return [...damaged.keys()].flatMap((attempt) => {
        const place = bySeat.get(attempt)?.placeOf.get(attempt);
        if (!place) return [];
        const where = `${place.room} ${place.seat} 号`;
        const text = `${where}的作答记录已损坏，这个座位暂时不能作答；记录没有被改动。请让考生换一个场次，并联系技术人员从备份恢复。`;
        return [{ kind: "log-damaged", text }];
      });
    },

    /** Time for some attempts or all, in one transaction; closed ones get none. */
    async grantTime(
      { sitting, attempts, ms, kind, reason }: TimeGrant,
      by: string,
    ): Promise<{ ok: true; granted: number } | Refusal> {
      const command = { kind: "grant-time", ms, grant: kind, by, reason } as const;
      const result = await actOnMany(sitting, attempts, command, (reached) => {
        return { type: "time-granted", data: { ms, kind, by, reason, attempts: [...reached] } };
      });
      return result.ok ? { ok: true, granted: result.reached } : result;
    },

    /** The server is back; `downMs` as the event says. */
    resumed: (downMs: number | null) =>
      noteRunning(({ exam }) => ({ type: "sitting-resumed", data: { exam, downMs } })),
    wallStepped: (ms: number) => noteRunning(() => ({ type: "wall-stepped", data: { ms } })),

    /** Time has passed: collects and closes what is due, and closes a sitting when its last attempt is closed. */
    async tick(): Promise<void> {
      for (const sitting of sittings.values()) {
        if (sitting.state.phase !== "running") continue;
        const open = await Promise.all(sitting.places.map(({ attempt }) => stillOpen(attempt)));
        if (!open.some(Boolean)) await queue.run(() => close(sitting));
      }
    },

    onChange(listener: (sitting: Sitting) => void): void {
      listeners.add(listener);
    },
  };
}

export type Sittings = ReturnType<typeof openSittings>;

export function summaryOf({ record, state, places }: Sitting): SittingSummary {
  return {
    id: record.id,
    title: record.title,
    test: record.test,
    practice: record.practice,
    phase: state.phase,
    candidates: places.length,
    minutes: record.minutes,
    preparedAt: record.preparedAt,
    startedAt: state.phase === "prepared" ? null : state.startedWall,
    secretHash: state.prepared.secretHash,
    rosterHash: state.prepared.rosterHash,
    root: state.phase === "closed" ? state.root : null,
  };
}
