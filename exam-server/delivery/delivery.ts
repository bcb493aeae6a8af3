import type { Syllabus } from "@kaochang/question-bank/syllabus.ts";
import type { EventLog, Store } from "../store/store.ts";
import { openActNotes } from "./act-notes.ts";
import { openActs } from "./acts.ts";
import { openBoard } from "./board.ts";
import { openCandidateDesk } from "./candidate-desk.ts";
import { openCatalogue } from "./catalogue.ts";
import { examClock, wallStep } from "./exam-clock.ts";
import { groupCommit } from "./group-commit.ts";
import { openLogReaders } from "./ledger-readers.ts";
import { openSeatWatch } from "./ledger-watch.ts";
import { openPresence } from "./presence.ts";
import { openQuarantine } from "./quarantine.ts";
import { openReports } from "./reports.ts";
import { openRoom } from "./room.ts";
import { watchSaving } from "./saving.ts";
import { openSealedPapers } from "./sealed-papers.ts";
import { openSittings } from "./sittings.ts";
import { openViews } from "./views.ts";

/** How often deadlines are looked at; an entry is judged by its own arrival, not by this. */
const tickEveryMs = 200;
/** How often exam time is kept on disk: at most this much more than an outage is credited. */
const keepClockEveryMs = 500;
/** How often seats are looked at that have gone or come back. */
const watchSeatsEveryMs = 1000;

type Append = EventLog["append"];

export interface DeliveryParts {
  store: Store;
  monotonic: () => number;
  wall: () => number;
  syllabuses: ReadonlyMap<string, Syllabus>;
  rulesText: string;
  remindAt: number[];
  random: (bytes: number) => Uint8Array;
  /** Stands between whoever commits and the commit, and times it. */
  meter?: (append: Append) => Append;
  /** Telemetry is not taken now. */
  shedding?: () => boolean;
  /** The most credit that is proposed to one candidate for lost time, in milliseconds. */
  lostTimeLimit?: number;
  /** When a sitting is planned to begin, by the clock on the wall; asked from the first candidate on. */
  plannedStart?: (sitting: string) => string | null;
  report: (what: string, reason: unknown) => void;
}

/** The delivery engine over one store: loads what is open; `run` then lets exam time pass until it is stopped. */
export async function openDelivery(parts: DeliveryParts) {
  const { store, monotonic, wall, syllabuses, report } = parts;
  const clock = examClock(await store.events.clock(), monotonic, wall);
  const { meter = (plain: Append) => plain } = parts;
  const commit = groupCommit(meter(store.events.append), () => clock.now().exam);
  const catalogue = openCatalogue(store.bank);
  const { itemOf } = catalogue;
  const correctionsOf = (id: string) => sittings.correctionsOf(id);
  const room = openRoom({ log: store.events, commit, clock, itemOf, correctionsOf, report });
  const sealingSecret = await store.secrets.keep("sealing", Buffer.from(parts.random(32)).toString("hex"));
  const { bank } = store;
  const papers = openSealedPapers({ room, catalogue, bank, sealingSecret, random: parts.random });
  const { plannedStart = () => null } = parts;
  const sittings = openSittings({ store, room, commit, clock, catalogue, papers, plannedStart, report });
  const presence = openPresence();
  const board = openBoard({ room, sittings, presence, clock });
  const views = openViews(store.events, store.views);

  const syllabusOf = (qualification: string): Syllabus => {
    const syllabus = syllabuses.get(qualification);
    if (!syllabus) throw new Error(`no syllabus for ${qualification}`);
    return syllabus;
  };
  const desk = openCandidateDesk({ ...parts, room, sittings, catalogue, papers, clock, syllabusOf });
  const quarantine = openQuarantine({ room, sittings, catalogue, desk, sealingSecret });
  const acts = openActs({ room, sittings, random: parts.random });
  const actNotes = openActNotes();
  const reports = openReports({ sittings, views, rows: store.views, syllabusOf });

  const lastWall = await store.events.lastWall();
  await sittings.load();
  await sittings.resumed(lastWall === null ? null : wall() - lastWall);
  let kept = clock.now();
  const keepClock = async () => {
    const now = clock.now();
    const step = wallStep(kept, now);
    kept = now;
    await store.events.keepClock(now.exam, now.wall);
    if (step === 0) return;
    report(`the wall clock was set by ${step} ms; no deadline has moved`, null);
    await sittings.wallStepped(step);
  };
  const { shedding = () => false, lostTimeLimit: limit = 0 } = parts;
  const readers = openLogReaders({ log: store.events, room, sittings, catalogue, clock, limit });
  const seatWatch = openSeatWatch({ room, sittings, presence, clock, shedding, report });
  let timers: (() => Promise<void>)[] = [];
  let renewing: Promise<void> = Promise.resolve();

  return {
    clock,
    room,
    sittings,
    catalogue,
    presence,
    board,
    acts,
    actNotes,
    views,
    desk,
    reports,
    papers,
    quarantine,
    syllabusOf,
    readers,
    saving: watchSaving(room, monotonic),
    /** From here on exam time passes: to be called when the server has been reached, because until then candidates are kept out. */
    run(): void {
      clock.run();
      kept = clock.now();
      timers = [
        repeat(tickEveryMs, () => sittings.tick(), report),
        repeat(keepClockEveryMs, keepClock, report),
        repeat(watchSeatsEveryMs, seatWatch.look, report),
      ];
      renewing = views
        .renew()
        .catch((reason) => report("derived rows of an earlier version could not be made again", reason));
    },
    /** Ends the timers after their present run and keeps the clock a last time. */
    async stop(): Promise<void> {
      await Promise.all([renewing, ...timers.map((end) => end())]);
      const now = clock.now();
      await store.events.keepClock(now.exam, now.wall);
    },
  };
}

export type Delivery = Awaited<ReturnType<typeof openDelivery>>;

/** Runs a task again and again, never twice at once; returns how to stop, which waits for the present run. */
function repeat(
  everyMs: number,
  task: () => Promise<void>,
  report: (what: string, reason: unknown) => void,
): () => Promise<void> {
  let present: Promise<void> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    present = task()
      .catch((reason) => report("a timed task failed", reason))
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  return () => {
    clearInterval(timer);
    return present;
  };
}
