import type { Correction } from "@kaochang/scoring/correction.ts";
import { chainFault, rootOf } from "../attempt/chain.ts";
import { type Command, isDue } from "../attempt/decide.ts";
import { mayComeToTheEnd } from "../attempt/end-refusal.ts";
import { evolveSitting, type SittingEvent, type SittingState, sittingStream } from "../attempt/sitting.ts";
import { reopenableUntil } from "../attempt/sitting-end.ts";
import type { AttemptState, Now, PreparedAttempt } from "../attempt/state.ts";
import type { SpareSeat } from "../protocol/acts.ts";
import { usualConduct } from "../protocol/conduct.ts";
import type { EndUnacknowledged } from "../protocol/end.ts";
import type { ServerWarning, SittingSummary, TimeGrant } from "../protocol/messages.ts";
import { type PapersWithdrawn, type Refusal, refuse } from "../protocol/refusal.ts";
import type { CandidateRecord, Enrolment, NewEvent, SittingRecord, Store } from "../store/store.ts";
import type { Catalogue } from "./catalogue.ts";
import type { ExamClock } from "./exam-clock.ts";
import type { Commit } from "./group-commit.ts";
import { chain, emptyHead, type Head, sittingEvent } from "./log-stream.ts";
import { BrokenLog, type CommandOf, type Room } from "./room.ts";
import { serialQueue } from "./serial-queue.ts";
import { underRoot } from "./under-root.ts";

/** A place of the roster with the person in it. */
export interface Place extends Enrolment {
  person: CandidateRecord;
}

/** Where an attempt is taken now: at a spare seat, or at the one of the roster. */
export function seatOf({ room, seat }: Place, { proctored }: PreparedAttempt): SpareSeat {
  return proctored.movedTo ?? { room, seat };
}

/** One whose papers were taken back is in no list any more: only its log tells of it. */
type OpenState = Exclude<SittingState, { phase: "none" } | { phase: "withdrawn" }>;

/** Who took a sitting's papers back and why; `at`: wall clock, milliseconds. */
export interface Withdrawn {
  by: string;
  reason: string;
  at: number;
}

/** A sitting in memory: its record, its log's state, and its places in seat order. */
export interface Sitting {
  record: SittingRecord;
  state: OpenState;
  head: Head;
  places: readonly Place[];
  /** By attempt. */
  placeOf: ReadonlyMap<string, Place>;
  /** When its plan says now that it begins, by the clock on the wall; null where it is in no plan. */
  readonly begins: string | null;
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
  plannedStart: (sitting: string) => string | null;
  /** Hears of what cannot be used; must not throw. */
  report: (what: string, reason: unknown) => void;
}

export function openSittings(parts: SittingsParts) {
  const { store, room, commit, clock, catalogue, papers, plannedStart, report } = parts;
  const sittings = new Map<string, Sitting>();
  const bySeat = new Map<string, Sitting>();
  const queue = serialQueue();
  const listeners = new Set<(sitting: Sitting) => void>();
  const withdrawalListeners = new Set<(sitting: Sitting) => void>();
  /** Attempts that failed at a tick, and whether for good: a broken log is not read again every tick. */
  const damaged = new Map<string, boolean>();
  /** Those whose papers were taken back. */
  const withdrawn = new Map<string, Withdrawn>();
  /** Those of them whose people the store still has on their rosters. */
  const leaving = new Set<string>();

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

  const take = async (record: SittingRecord, state: OpenState, head: Head): Promise<Sitting> => {
    const places = await readPlaces(record.id);
    const placeOf = new Map(places.map((place) => [place.attempt, place]));
    const sitting: Sitting = {
      record,
      state,
      head,
      places,
      placeOf,
      get begins() {
        return plannedStart(record.id);
      },
    };
    sittings.set(record.id, sitting);
    for (const { attempt } of sitting.places) bySeat.set(attempt, sitting);
    if (sitting.state.phase !== "closed") {
      await warm(sitting);
      papers.prepare(sitting).catch((reason) => report(`papers of sitting ${record.id}`, reason));
    }
    return sitting;
  };

  const open = async (record: SittingRecord): Promise<Sitting> => {
    const { state, head } = await readLog(record.id);
    if (state.phase === "withdrawn") throw new Error(`the papers of sitting ${record.id} were taken back`);
    return take(record, state, head);
  };

  /** A stop may have come between a withdrawal and what follows from it. */
  const openUnlessWithdrawn = async (record: SittingRecord): Promise<void> => {
    const { state, head } = await readLog(record.id);
    if (state.phase === "withdrawn") noteWithdrawn(record.id, state.withdrawn);
    else await take(record, state, head);
  };

  const noteWithdrawn = (id: string, { by, reason, wall }: Omit<Withdrawn, "at"> & Now): void => {
    withdrawn.set(id, { by, reason, at: wall });
    leaving.add(id);
  };

  const clearWithdrawn = async (): Promise<void> => {
    for (const id of leaving) {
      await store.roster.leave(id);
      leaving.delete(id);
    }
  };

  /** The log has it that they are withdrawn, so a write that fails here undoes nothing: it is tried again. */
  const tryToClear = (): Promise<void> =>
    clearWithdrawn().catch((reason) => report("rosters of withdrawn sittings", reason));

  /** Out of every list, so that nothing can be asked of it. */
  const drop = (sitting: Sitting): void => {
    sittings.delete(sitting.record.id);
    for (const { attempt } of sitting.places) {
      bySeat.delete(attempt);
      damaged.delete(attempt);
    }
  };

  const follow = (sitting: Sitting, event: SittingEvent, now: Now): NewEvent[] =>
    chain(sittingStream(sitting.record.id), sitting.head, [event], now).events;

  const moved = (sitting: Sitting, event: SittingEvent, stored: readonly NewEvent[]): void => {
    const last = stored.at(-1);
    if (!last) return;
    const state = evolveSitting(sitting.state, event, last);
    if (state.phase === "none" || state.phase === "withdrawn") return;
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

  /** Whether a sitting whose attempts are all closed waits for nothing more: no mistaken hand-in can be taken back. */
  const isOver = ({ record, state, places }: Sitting): boolean => {
    if (record.practice || state.ended !== null) return true;
    const states = places.flatMap(({ attempt }) => room.peek(attempt)?.state ?? []);
    return clock.now().exam >= reopenableUntil(states);
  };

  const close = async (sitting: Sitting): Promise<void> => {
    if (sitting.state.phase !== "running") return;
    const failed = (reason: unknown) => report(`items of sitting ${sitting.record.id}`, reason);
    const heads = await underRoot(sitting, { recordOf: room.record, itemOf: catalogue.itemOf, failed });
    if (heads === null) return;
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
        const state = sittings.get(id)?.state;
        if (state === undefined) return refuse("not-found");
        return state.phase === "closed" || state.ended ? refuse("sitting-closed") : task();
      }),

    async load(): Promise<void> {
      for (const record of await store.roster.sittings()) {
        await openUnlessWithdrawn(record).catch((reason) =>
          report(`sitting ${record.id} cannot be used`, reason),
        );
      }
      await tryToClear();
    },
    open,
    get: (id: string): Sitting | undefined => sittings.get(id),
    ofAttempt: (attempt: string): Sitting | undefined => bySeat.get(attempt),
    all: (): Sitting[] => [...sittings.values()].sort((a, b) => b.record.preparedAt - a.record.preparedAt),

    /**
     * 开考: every attempt and the sitting start in one transaction, at one moment of exam time; where candidates
     * begin by themselves, the doors open. `known`: what is missing, in sentences, and whoever starts it knows.
     */
    start: (
      id: string,
      by: string,
      known: readonly string[] = [],
    ): Promise<{ ok: true; sitting: Sitting; started: number } | Refusal> =>
      queue.run(async () => {
        const sitting = sittings.get(id);
        if (!sitting) return refuse("not-found");
        if (sitting.state.phase !== "prepared") return refuse("already-started");
        if (sitting.places.length === 0) return refuse("nothing-to-start");
        let stored: NewEvent[] = [];
        let event: SittingEvent | null = null;
        const attempts = sitting.places.map(({ attempt }) => attempt);
        const result = await room.executeAll(attempts, { kind: "start" }, (now, reached) => {
          const acknowledged = known.length > 0 ? { acknowledged: [...known] } : {};
          const data = { at: now.exam, by, attempts: reached.length, ...acknowledged };
          event = { type: "sitting-started", data };
          stored = follow(sitting, event, now);
          return stored;
        });
        if (!result.stored || !event) return refuse("not-stored");
        moved(sitting, event, stored);
        papers.started(sitting);
        return { ok: true, sitting, started: result.reached.length };
      }),

    /** Why there is no such sitting: its papers were taken back, or it never was. */
    absenceOf: (id: string): Refusal | PapersWithdrawn => {
      const told = withdrawn.get(id);
      if (!told) return refuse("not-found");
      return { ...refuse("papers-withdrawn"), code: "papers-withdrawn", by: told.by, reason: told.reason };
    },
    withdrawalOf: (id: string): Withdrawn | undefined => withdrawn.get(id),
    /** Takes the people of withdrawn sittings off their rosters where that failed before. */
    clearWithdrawn,

    /** 收回试卷, before the start: every attempt is void, and the sitting is in no list any more. */
    withdraw: (id: string, reason: string, by: string): Promise<{ ok: true } | Refusal> =>
      queue.run(async () => {
        const sitting = sittings.get(id);
        if (!sitting) return refuse("not-found");
        if (sitting.state.phase !== "prepared") return refuse("already-started");
        const attempts = sitting.places.map(({ attempt }) => attempt);
        const event: SittingEvent = { type: "sitting-withdrawn", data: { by, reason } };
        const command = { kind: "withdraw", by, reason } as const;
        const also = (now: Now) => follow(sitting, event, now);
        const then = () => {
          noteWithdrawn(id, { by, reason, ...clock.now() });
          drop(sitting);
        };
        const { stored } = await room.executeAll(attempts, command, also, then);
        if (!stored) return refuse("not-stored");
        room.forget(attempts);
        papers.forget(sitting);
        await tryToClear();
        for (const listener of withdrawalListeners) listener(sitting);
        return { ok: true };
      }),

    /**
     * 结束本场: whoever never came is absent, and the sitting closes without waiting for mistakes. `acknowledged`:
     * how many of them may still come, as whoever ends it knows; another number than it is now ends nothing.
     */
    end: (
      id: string,
      by: string,
      acknowledged = 0,
    ): Promise<{ ok: true; sitting: Sitting; absent: number } | EndUnacknowledged | Refusal> =>
      queue.run(async () => {
        const sitting = sittings.get(id);
        if (!sitting) return refuse("not-found");
        if (sitting.state.phase === "prepared") return refuse("not-started");
        if (sitting.state.phase === "closed" || sitting.state.ended) return refuse("sitting-closed");
        const made: { event: SittingEvent; stored: NewEvent[] }[] = [];
        const attempts = sitting.places.map(({ attempt }) => attempt);
        let mayCome = 0;
        const command = (state: AttemptState): Command => {
          if (mayComeToTheEnd(state)) mayCome++;
          return { kind: "count-absent", by };
        };
        const also = (now: Now, absent: readonly string[]) => {
          if (mayCome !== acknowledged) return { ...refuse("end-unacknowledged"), mayCome };
          const known = mayCome > 0 ? { acknowledged } : {};
          const event: SittingEvent = { type: "sitting-ended", data: { by, absent: [...absent], ...known } };
          const stored = follow(sitting, event, now);
          made.push({ event, stored });
          return stored;
        };
        const then = () => {
          for (const { event, stored } of made) moved(sitting, event, stored);
        };
        const result = await room.executeAll(attempts, command, also, then, true);
        if (!result.stored) return refuse("not-stored");
        if (result.refusal) return result.refusal;
        // If this fails, the next tick does it.
        await close(sitting).catch((reason) => report(`sitting ${id} could not be closed`, reason));
        return { ok: true, sitting, absent: result.reached.length };
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

    /** Time has passed: collects and closes what is due, and closes a sitting whose attempts are closed for good. */
    async tick(): Promise<void> {
      for (const sitting of sittings.values()) {
        if (sitting.state.phase !== "running") continue;
        const open = await Promise.all(sitting.places.map(({ attempt }) => stillOpen(attempt)));
        if (!open.some(Boolean) && isOver(sitting)) await queue.run(() => close(sitting));
      }
    },

    onChange(listener: (sitting: Sitting) => void): void {
      listeners.add(listener);
    },
    /** Its papers were taken back: it is in no list any more. */
    onWithdrawn(listener: (sitting: Sitting) => void): void {
      withdrawalListeners.add(listener);
    },
  };
}

export type Sittings = ReturnType<typeof openSittings>;

export function summaryOf({ record, state, places, begins }: Sitting): SittingSummary {
  return {
    id: record.id,
    title: record.title,
    test: record.test,
    practice: record.practice,
    phase: state.phase,
    candidates: places.length,
    minutes: record.minutes,
    start: state.prepared.start ?? "common",
    conduct: state.prepared.board?.conduct ?? usualConduct,
    confirmPerson: state.prepared.board?.confirmPerson ?? false,
    begins,
    preparedAt: record.preparedAt,
    startedAt: state.phase === "prepared" ? null : state.startedWall,
    secretHash: state.prepared.secretHash,
    rosterHash: state.prepared.rosterHash,
    root: state.phase === "closed" ? state.root : null,
  };
}
