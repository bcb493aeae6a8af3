import type { AttemptView, Change } from "@kaochang/exam-server/protocol/messages.ts";
import type { ClockSample, Monotonic } from "../transport/clock-sync.ts";
import type { Connection } from "../transport/connection.ts";
import { type Courier, openCourier } from "../transport/courier.ts";
import { type Disk, diskWaitMs, type JournalName } from "../transport/journal.ts";
import { openNoDisk } from "../transport/journal-none.ts";
import { type Later, within } from "../transport/timers.ts";
import type { FailureCode } from "../transport/wire.ts";
import { type AttemptStore, beginning, isStale, withBox } from "./attempt.ts";
import type { Clock } from "./clock.ts";
import { createLease } from "./lease.ts";

export interface SeatParts {
  connection: Connection;
  disk: Disk;
  store: AttemptStore;
  clock: Clock;
  monotonic: Monotonic;
  later: Later;
  chance: () => number;
  /** A view to be shown; the journal is laid over it already. */
  show: (view: AttemptView) => void;
  /** The lease is ours and answers are being carried. */
  opened: () => void;
}

/** What makes this page the one that answers: the line, the lease, and the journal with its courier. */
export interface Seat {
  /** Whether this PC keeps what is answered. */
  keeps(): boolean;
  /** Id of the journal in use. */
  journal(): string;
  /** Opens the journal of a candidate (null: the last one here) and connects. */
  take(candidate: string | null): Promise<void>;
  /** Stops answering here, for this reason. */
  halt(code: FailureCode | "other-window"): void;
  leave(): void;
  /** Shows a view unless a newer one is shown. */
  show(view: AttemptView): void;
  write(change: Change, made: number): void;
}

interface Hired extends JournalName {
  courier: Courier;
}

export function createSeat(parts: SeatParts): Seat {
  const { connection, store, clock, later, monotonic, chance } = parts;
  const { ask } = connection;
  const { getState, setState } = store;
  const noDisk = openNoDisk();
  let disk = parts.disk;
  let journal = "";
  let hired: Hired | null = null;
  /** The latest view pushed since `open` was asked: its reply may be older, and reading the journal takes time. */
  let pushed: AttemptView | null = null;
  /** Grows whenever what an `open` began is overtaken. */
  let turn = 0;
  /** Grows with every loss of the line. */
  let losses = 0;
  let reopened = false;

  const rest = () => {
    turn += 1;
    hired?.courier.pause();
    lease.drop();
  };

  const halt: Seat["halt"] = (code) => {
    rest();
    connection.stop();
    setState({ stage: code === "not-signed-in" ? { kind: "sign-in" } : { kind: "halted", code } });
  };

  const open = () => {
    pushed = null;
    lease.open();
  };

  /** Perhaps it was this page's own earlier connection that lost the lease; the server knows who is alive. */
  const fenced = () => {
    if (reopened || hired === null) return halt("fenced");
    reopened = true;
    hired.courier.pause();
    open();
  };

  const hire = (name: JournalName): Promise<Courier> =>
    openCourier({
      journal: disk.journal(name),
      keeps: disk.keeps,
      send: (epoch, entries) => ask("entries", { journal: name.id, epoch, entries }),
      later,
      chance,
      changed(box, tries) {
        const took = box.tail !== getState().box.tail;
        setState({ ...withBox(getState(), box, tries), ...(took ? { savedAt: clock.wall() } : {}) });
      },
      stopped: (code) => (code === "fenced" ? fenced() : halt(code)),
    });

  /** Goes on in memory, under a journal of its own: the numbers of the unreadable one are not to be used. */
  const doWithoutDisk = async () => {
    disk = noDisk;
    journal = await disk.journalId(null);
  };

  /** The courier of this journal; null when it cannot be had or something newer has begun. */
  const courierFor = async (attempt: string): Promise<Courier | null> => {
    const name = { id: journal, attempt };
    if (hired?.id === name.id && hired.attempt === attempt) return hired.courier;
    const mine = turn;
    hired?.courier.pause();
    hired = null;
    setState({ ...beginning });
    const courier = await hire(name).catch(() => null);
    if (mine !== turn) return null;
    if (courier) hired = { ...name, courier };
    else void doWithoutDisk().then(() => mine === turn && open());
    return courier;
  };

  const opened = async (view: AttemptView, sample: ClockSample) => {
    turn += 1;
    const lossesBefore = losses;
    clock.adopt(sample);
    const courier = await courierFor(view.attempt);
    if (courier === null) return;
    courier.reopen(view);
    parts.show(view);
    if (pushed) show(pushed);
    if (losses !== lossesBefore) return;
    setState({ online: true, savedAt: clock.wall() });
    courier.resume(view.epoch);
    parts.opened();
  };

  const lease = createLease({
    ask,
    journal: () => journal,
    monotonic,
    later,
    chance,
    opened: (view, sample) => void opened(view, sample),
    // To the candidate, a page that was fenced and does not get back in has been fenced.
    refused: (code) => halt(reopened && code === "lease-held" ? "fenced" : code),
  });

  const show = (view: AttemptView) => {
    if (hired?.attempt !== view.attempt || isStale(getState(), view)) return;
    hired.courier.adopt(view);
    parts.show(view);
  };

  const connect = () => {
    connection.stop();
    setState({ stage: { kind: "connecting" } });
    connection.start({
      connected() {
        reopened = false;
        open();
      },
      lost() {
        losses += 1;
        lease.drop();
        hired?.courier.pause();
        setState({ online: false });
      },
      turnedAway: halt,
      view(view) {
        pushed = view;
        // Before `open` was answered the journal is not read, and a view would show answers without it.
        if (getState().view?.attempt === view.attempt) show(view);
      },
      fenced,
    });
  };

  return {
    keeps: () => disk.keeps,
    journal: () => journal,
    halt,
    show,
    async take(candidate) {
      rest();
      // What could not be read stays closed to this page: it writes under another journal now.
      const asked = within(later, diskWaitMs, disk.journalId(candidate));
      journal = await asked.catch(() => doWithoutDisk().then(() => journal));
      connect();
    },
    leave() {
      rest();
      connection.stop();
      setState({ ...beginning, stage: { kind: "sign-in" } });
    },
    write(change, made) {
      const { view } = getState();
      if (view) hired?.courier.write(change, view.epoch, made);
    },
  };
}
