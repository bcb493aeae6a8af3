import type { AttemptView, Change } from "@kaochang/exam-server/protocol/messages.ts";
import type { ClockSample, Monotonic } from "../transport/clock-sync.ts";
import type { Connection, Listeners } from "../transport/connection.ts";
import { type Courier, openCourier } from "../transport/courier.ts";
import { type Disk, diskWaitMs, type JournalName } from "../transport/journal.ts";
import { openNoDisk } from "../transport/journal-none.ts";
import type { Stamp } from "../transport/outbox.ts";
import { type Later, within } from "../transport/timers.ts";
import { type AttemptStore, beginning, type HaltCode, isStale, withBox } from "./attempt.ts";
import type { Clock } from "./clock.ts";
import { createLease } from "./lease.ts";
import { createLeftBehind } from "./left-behind.ts";
import type { ShownAttempt } from "./shown-attempt.ts";

export interface SeatParts {
  connection: Connection;
  disk: Disk;
  /** Named to the server with each line, so that a blip does not lead to another attempt. */
  shown: ShownAttempt;
  store: AttemptStore;
  clock: Clock;
  monotonic: Monotonic;
  later: Later;
  chance: () => number;
  /** A view to be shown; the journal is laid over it already. */
  show: (view: AttemptView) => void;
  /** The lease is ours under this epoch and answers are being carried. */
  opened: (epoch: number) => void;
  /** It is no longer, or cannot be known. */
  closed: () => void;
  /** Writes what is typed and not yet written. */
  flush: () => void;
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
  halt(code: HaltCode): void;
  leave(): void;
  /** Shows a view unless a newer one is shown. */
  show(view: AttemptView): void;
  write(change: Change, stamp: Stamp): void;
}

/** Refusals that a proctor may take back: the page stays on the line to hear of it. */
const atTheDoor: readonly HaltCode[] = ["entry-closed", "lease-held"];

interface Hired extends JournalName {
  courier: Courier;
}

export function createSeat(parts: SeatParts): Seat {
  const { connection, store, clock, later, monotonic, chance, shown } = parts;
  const { ask } = connection;
  const leftBehind = createLeftBehind({ ask, later, chance });
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
  /** The attempt that another seat has for good: this one never asks for its lease again, and only hands over. */
  let deposed: string | null = null;

  const rest = () => {
    turn += 1;
    hired?.courier.pause();
    leftBehind.pause();
    lease.drop();
    parts.closed();
  };

  const halt: Seat["halt"] = (code) => {
    rest();
    if (!atTheDoor.includes(code)) connection.stop();
    setState({ stage: code === "not-signed-in" ? { kind: "sign-in" } : { kind: "halted", code } });
  };

  const open = () => {
    pushed = null;
    lease.open();
  };

  /** Whoever knocks again unasked might take the place of the PC that answers, in the second when that one is gone. */
  const waitsAtTheDoor = () => {
    const { stage } = getState();
    return stage.kind === "halted" && stage.code === "lease-held";
  };

  /** Perhaps it was this page's own earlier connection that lost the lease; the server knows who is alive. */
  const fenced = () => {
    if (deposed !== null) return;
    if (hired === null) return halt("fenced");
    if (reopened) return void depose(hired.attempt);
    reopened = true;
    hired.courier.pause();
    parts.closed();
    open();
  };

  /** Ends the answering here; what this PC still has is claims from now on, which the server keeps for a proctor. */
  const depose = async (attempt: string) => {
    parts.flush();
    rest();
    deposed = attempt;
    shown.set(attempt);
    await handOver(attempt);
  };

  const handOver = async (attempt: string) => {
    turn += 1;
    const mine = turn;
    const lossesBefore = losses;
    const courier = await courierFor(attempt);
    if (mine !== turn) return;
    if (courier === null) return halt("fenced");
    // So that the store has what the journal has, though no view is laid under it.
    courier.pause();
    const { box, handingOver } = getState();
    const waits = box.pending.length > 0;
    const online = losses === lossesBefore;
    const stage = { kind: "halted", code: "fenced" } as const;
    setState({ stage, online, handIn: { kind: "none" }, handingOver: handingOver || waits });
    if (!waits) connection.stop();
    else if (online) courier.surrender();
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
        if (deposed !== null && getState().handingOver && box.pending.length === 0) connection.stop();
      },
      stopped: (code) => (code === "fenced" && deposed === null ? fenced() : halt(code)),
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
    else if (deposed === null) void doWithoutDisk().then(() => mine === turn && open());
    return courier;
  };

  const opened = async (view: AttemptView, sample: ClockSample) => {
    turn += 1;
    const lossesBefore = losses;
    clock.adopt(sample);
    shown.set(view.attempt);
    const courier = await courierFor(view.attempt);
    if (courier === null) return;
    courier.reopen(view);
    parts.show(view);
    if (pushed) show(pushed);
    if (losses !== lossesBefore) return;
    setState({ online: true, savedAt: clock.wall() });
    courier.resume(view.epoch);
    parts.opened(view.epoch);
    void leftBehind.resume(disk, journal, view.attempt);
  };

  const lease = createLease({
    ask,
    journal: () => journal,
    monotonic,
    later,
    chance,
    opened: (view, sample) => void opened(view, sample),
    // To the candidate, a page that was fenced and does not get back in has been fenced.
    refused(code, detail) {
      if (code === "fenced" && detail !== undefined) void depose(detail);
      else halt(reopened && code === "lease-held" ? "fenced" : code);
    },
  });

  const show = (view: AttemptView) => {
    if (deposed !== null || hired?.attempt !== view.attempt || isStale(getState(), view)) return;
    hired.courier.adopt(view);
    parts.show(view);
  };

  const connect = () => {
    connection.stop();
    setState({ stage: { kind: "connecting" } });
    const listeners: Listeners = {
      connected() {
        reopened = false;
        if (deposed !== null) return void handOver(deposed);
        if (!waitsAtTheDoor()) open();
      },
      lost() {
        losses += 1;
        lease.drop();
        hired?.courier.pause();
        leftBehind.pause();
        parts.closed();
        setState({ online: false });
      },
      turnedAway: halt,
      view(view) {
        pushed = view;
        // Before `open` was answered the journal is not read, and a view would show answers without it.
        if (getState().view?.attempt === view.attempt) show(view);
      },
      fenced,
      letIn() {
        const { stage } = getState();
        if (stage.kind === "halted" && atTheDoor.includes(stage.code)) open();
      },
    };
    connection.start(listeners, shown.get);
  };

  return {
    keeps: () => disk.keeps,
    journal: () => journal,
    halt,
    show,
    async take(candidate) {
      rest();
      deposed = null;
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
    write(change, stamp) {
      const { view } = getState();
      if (view) hired?.courier.write(change, view.epoch, stamp);
    },
  };
}
