import type { Change, Entry } from "@kaochang/exam-server/protocol/messages.ts";
import { diskWaitMs, type Journal } from "./journal.ts";
import { loadJournal } from "./load-journal.ts";
import * as outbox from "./outbox.ts";
import { backoffMs, type Later } from "./timers.ts";
import type { FailureCode, Outcome } from "./wire.ts";

/** Refusals that sending again cannot mend; somebody above must act first. */
const final: readonly FailureCode[] = ["fenced", "lease-held", "not-signed-in", "wrong-protocol"];
/** A disk that refused once is tried again at each new entry and this often. */
const diskAgainMs = 5_000;

export interface CourierParts {
  journal: Journal;
  /** Whether the journal is on a disk at all. */
  keeps: boolean;
  send: (epoch: number, entries: Entry[]) => Promise<Outcome<"entries">>;
  later: Later;
  /** In [0, 1). */
  chance: () => number;
  /** The outbox changed. `tries`: how often in a row the server has not taken the present message. */
  changed: (box: outbox.Outbox, tries: number) => void;
  /** The server turned the page away; the courier is paused. */
  stopped: (code: FailureCode) => void;
}

export interface Courier {
  /** Lays the journal over the reply to `open`. */
  reopen(view: outbox.Told): void;
  /** Lays the journal over a view that was pushed. */
  adopt(view: outbox.Told): void;
  write(change: Change, epoch: number, stamp: outbox.Stamp): void;
  /** The lease is ours under this epoch: sends, and goes on until paused. */
  resume(epoch: number): void;
  /** Another seat holds the lease for good: hands over what is pending, until paused. */
  surrender(): void;
  pause(): void;
}

/**
 * Carries entries from the page to the journal and from the journal to the server, in order, one disk
 * transaction and one message at a time. Reading what an earlier page left behind comes first; rejects
 * when it cannot be read.
 */
export async function openCourier(parts: CourierParts): Promise<Courier> {
  const { journal, later, chance } = parts;
  let box: outbox.Outbox = {
    ...outbox.restore(await loadJournal(journal, later, chance)),
    diskFailed: !parts.keeps,
  };
  let epoch = 0;
  /** Grows with each pause, so that a reply to a message given up before it is not mistaken for a later one's. */
  let turn = 0;
  let tries = 0;
  /** A transaction is under way; `hung` when it has been for too long. */
  let busy = false;
  let hung = false;
  /** The number from which pending entries must be numbered anew before anything is sent. */
  let renumberFrom: number | null = null;
  let renumbering = false;
  let callOffRetry: (() => void) | null = null;
  let callOffDisk = () => {};

  const become = (next: outbox.Outbox) => {
    box = next;
    parts.changed(box, tries);
  };

  /** Sends what the disk does not take; the transaction may still end well, and then says so. */
  const doWithoutDisk = () => {
    hung = true;
    become(outbox.markKept(box, seqsOf(outbox.unwritten(box)), "memory"));
    void deliver();
  };

  const transact = async (write: () => Promise<void>): Promise<boolean> => {
    busy = true;
    callOffDisk();
    const callOff = later(diskWaitMs, doWithoutDisk);
    const done = await write().then(
      () => true,
      () => false,
    );
    callOff();
    busy = false;
    hung = false;
    return done;
  };

  const keep = async () => {
    if (hung) return doWithoutDisk();
    const entries = outbox.unwritten(box);
    if (busy || entries.length === 0) return;
    const seqs = seqsOf(entries);
    const done = await transact(() => journal.write(entries));
    become(outbox.markKept(box, seqs, done ? "disk" : "memory"));
    if (renumberFrom !== null) return callOffRetry === null ? void renumber() : undefined;
    void deliver();
    if (done || box.head > Math.max(...seqs)) void keep();
    else callOffDisk = later(diskAgainMs, () => void keep());
  };

  const waitThen = (act: () => Promise<void>) => {
    tries += 1;
    become(outbox.lost(box));
    stopWaiting();
    callOffRetry = later(backoffMs(tries, chance()), () => {
      callOffRetry = null;
      void act();
    });
  };

  const stopWaiting = () => {
    callOffRetry?.();
    callOffRetry = null;
  };

  /** Starts numbering anew if the server could never take what is pending. */
  const align = (expected: number): boolean => {
    if (!outbox.isMisnumbered(box, expected, epoch)) return false;
    become(outbox.lost(box));
    renumberFrom = expected;
    void renumber();
    return true;
  };

  const renumber = async () => {
    if (renumberFrom === null || busy) return;
    const [from, under, mine] = [renumberFrom, epoch, turn];
    const next = outbox.renumber(box, from, under);
    const seqs = seqsOf(entriesOf(next));
    const held = box.pending.some(({ kept }) => kept === "disk");
    renumbering = true;
    const done = await transact(() => journal.replace(entriesOf(next), next.head, box.head));
    renumbering = false;
    // What has an old number on disk would be sent a second time after a reload, so it waits for the disk.
    if (done || !held) renumbered(outbox.renumber(box, from, under), seqs, done);
    if (mine === turn && !done && held) {
      waitThen(renumber);
      return void keep();
    }
    renumberFrom = null;
    if (mine !== turn && epoch > 0 && align(box.known + 1)) return;
    void keep();
    void deliver();
  };

  /** Entries written during the transaction have new numbers too, but are not on disk. */
  const renumbered = (next: outbox.Outbox, seqs: ReadonlySet<number>, done: boolean) =>
    become(outbox.markKept(next, seqs, done ? "disk" : "memory"));

  const take = (reply: Extract<Outcome<"entries">, { ok: true }>) => {
    const { box: next, settlement } = outbox.settle(box, reply.replies);
    tries = settlement.gone.length > 0 ? 0 : tries;
    become(next);
    // A failure leaves the entries on disk; they are sent once more after a reload, which changes nothing.
    journal.settle(settlement).catch(() => {});
    if (align(reply.expected)) return;
    if (settlement.gone.length > 0) void deliver();
    else waitThen(deliver);
  };

  const deliver = async () => {
    const mayRun = epoch > 0 && renumberFrom === null && !renumbering;
    const batch = mayRun ? outbox.nextBatch(box) : [];
    if (batch.length === 0) return;
    stopWaiting();
    const mine = turn;
    become(outbox.sent(box, batch));
    const reply = await parts.send(epoch, batch);
    if (mine !== turn) return;
    if (reply.ok) return take(reply);
    if (reply.code === "sequence-gap" && align(Number(reply.detail))) return;
    if (!final.includes(reply.code)) return waitThen(deliver);
    pause();
    parts.stopped(reply.code);
  };

  const pause = () => {
    epoch = 0;
    turn += 1;
    renumberFrom = null;
    stopWaiting();
    become(outbox.lost(box));
  };

  const begin = (under: number) => {
    pause();
    epoch = under;
    tries = 0;
  };

  return {
    reopen: (view) => become(outbox.reopen(box, view)),
    adopt: (view) => become(outbox.adopt(box, view)),
    write(change, under, stamp) {
      become(outbox.write(box, change, under, stamp));
      void keep();
    },
    resume(under) {
      begin(under);
      if (align(box.known + 1)) return;
      void keep();
      void deliver();
    },
    surrender() {
      // No view says what the server has of this journal; its first reply does.
      begin(Math.max(1, ...entriesOf(box).map((entry) => entry.epoch)));
      void keep();
      void deliver();
    },
    pause,
  };
}

function entriesOf({ pending }: outbox.Outbox): Entry[] {
  return pending.map(({ entry }) => entry);
}

function seqsOf(entries: readonly Entry[]): Set<number> {
  return new Set(entries.map(({ seq }) => seq));
}
