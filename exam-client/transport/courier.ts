import type { AttemptView, Change, Entry } from "@kaochang/exam-server/protocol/messages.ts";
import type { Journal } from "./journal.ts";
import * as outbox from "./outbox.ts";
import { backoffMs, type Later } from "./timers.ts";
import type { FailureCode, Outcome } from "./wire.ts";

/** Refusals that sending again cannot mend; somebody above must act first. */
const final: readonly FailureCode[] = ["fenced", "lease-held", "not-signed-in", "wrong-protocol"];
/** A disk that refused once is tried again at each new entry and this often. */
const diskAgainMs = 5_000;

export interface CourierParts {
  journal: Journal;
  send: (epoch: number, entries: Entry[]) => Promise<Outcome<"entries">>;
  later: Later;
  /** In [0, 1). */
  chance: () => number;
  /** The outbox changed. `tries`: how often in a row the server has not taken the present message. */
  changed: (box: outbox.Outbox, tries: number) => void;
  /** The server turned the page away for good; the courier has stopped. */
  stopped: (code: FailureCode) => void;
}

export interface Courier {
  /** Lays the journal over a view of the server. */
  adopt(view: Pick<AttemptView, "answers" | "flags" | "lastSeq">): void;
  write(change: Change, epoch: number, made: number): void;
  /** The lease is ours under this epoch: sends, and goes on until paused. */
  resume(epoch: number): void;
  pause(): void;
}

/**
 * Carries entries from the page to the journal and from the journal to the server, in order, one disk
 * transaction and one message at a time. Reading what an earlier page left behind comes first.
 */
export async function openCourier(parts: CourierParts): Promise<Courier> {
  const { journal, later, chance } = parts;
  const found = await journal.load().catch(() => ({ head: 0, entries: [], aside: [] }));
  let box = outbox.restore(found);
  let epoch = 0;
  /** Grows with each pause, so that a reply to a message given up before it is not mistaken for a later one's. */
  let turn = 0;
  let tries = 0;
  let writing = false;
  let callOffRetry = () => {};
  let callOffDisk = () => {};

  const become = (next: outbox.Outbox) => {
    box = next;
    parts.changed(box, tries);
  };

  const keep = async () => {
    const entries = outbox.unwritten(box);
    if (writing || entries.length === 0) return;
    writing = true;
    callOffDisk();
    const seqs = new Set(entries.map(({ seq }) => seq));
    const kept = await journal.write(entries).then(
      () => "disk" as const,
      () => "memory" as const,
    );
    writing = false;
    become(outbox.markKept(box, seqs, kept));
    void deliver();
    if (kept === "memory") callOffDisk = later(diskAgainMs, () => void keep());
    if (kept === "disk" || box.head > Math.max(...seqs)) void keep();
  };

  const again = () => {
    tries += 1;
    become(outbox.lost(box));
    callOffRetry();
    callOffRetry = later(backoffMs(tries, chance()), () => void deliver());
  };

  const take = (reply: Extract<Outcome<"entries">, { ok: true }>) => {
    const { box: next, settlement } = outbox.settle(box, reply.replies);
    tries = settlement.gone.length > 0 ? 0 : tries;
    become(next);
    // A failure leaves the entries on disk; they are sent once more after a reload, which changes nothing.
    journal.settle(settlement).catch(() => {});
    if (settlement.gone.length > 0) void deliver();
    else again();
  };

  const deliver = async () => {
    const batch = epoch > 0 ? outbox.nextBatch(box) : [];
    if (batch.length === 0) return;
    callOffRetry();
    const mine = turn;
    become(outbox.sent(box, batch));
    const reply = await parts.send(epoch, batch);
    if (mine !== turn) return;
    if (reply.ok) return take(reply);
    if (!final.includes(reply.code)) return again();
    pause();
    parts.stopped(reply.code);
  };

  const pause = () => {
    epoch = 0;
    turn += 1;
    callOffRetry();
    become(outbox.lost(box));
  };

  return {
    adopt: (view) => become(outbox.adopt(box, view)),
    write(change, under, made) {
      become(outbox.write(box, change, under, made));
      void keep();
    },
    resume(under) {
      pause();
      epoch = under;
      tries = 0;
      void deliver();
    },
    pause,
  };
}
