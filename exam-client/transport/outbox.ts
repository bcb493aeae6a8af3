import type { AttemptView, Change, Entry, EntryReply } from "@kaochang/exam-server/protocol/messages.ts";
import type { RefusalCode } from "@kaochang/exam-server/protocol/refusal.ts";
import { type Answers, applyChange, noAnswers } from "./answers.ts";
import { last } from "./last.ts";
import { batchLimit, type Response } from "./wire.ts";

/**
 * Where an entry is besides in this page's memory: not yet on disk, on disk, or only in memory because
 * the disk refused it.
 */
export type Kept = "writing" | "disk" | "memory";

export interface Pending {
  entry: Entry;
  kept: Kept;
}

/** An entry that the server refused. `superseded`: a later change of the same item was taken. */
export interface Aside {
  entry: Entry;
  code: RefusalCode;
  superseded: boolean;
}

/**
 * Everything that decides what the server has and what it still must get; a value, changed only by the
 * functions here.
 */
export interface Outbox {
  /** Sequence number of the last entry ever written in this journal; 0 at first. */
  head: number;
  /** Entries without a reply, in order. */
  pending: readonly Pending[];
  /** Highest sequence number of the one message under way; 0 when there is none. */
  inFlight: number;
  aside: readonly Aside[];
  /** The disk refused the last transaction. */
  diskFailed: boolean;
  /** The server's answers as far as this page knows. */
  server: Answers;
  /** The last sequence number that `server` was told to contain. */
  known: number;
  /** Accepted since the last view, which may have been made before they arrived. */
  tail: readonly Entry[];
}

export const emptyOutbox: Outbox = {
  head: 0,
  pending: [],
  inFlight: 0,
  aside: [],
  diskFailed: false,
  server: noAnswers,
  known: 0,
  tail: [],
};

/** What the journal on this PC holds. */
export interface JournalContent {
  head: number;
  entries: readonly Entry[];
  aside: readonly Aside[];
}

/** Far enough below the server's limit for a message that its envelope does not matter. */
const batchBytes = 100_000;

/** Entries found on disk are pending again: only a reply of the server ends that. */
export function restore({ head, entries, aside }: JournalContent): Outbox {
  return { ...emptyOutbox, head, aside, pending: entries.map((entry) => ({ entry, kept: "disk" })) };
}

/** What the server says that it has. */
export type Told = Pick<AttemptView, "answers" | "flags" | "lastSeq">;

/** Takes over the reply to `open`: whatever it lacks, the server has lost, though it once acknowledged it. */
export function reopen(box: Outbox, view: Told): Outbox {
  return adopt({ ...box, tail: [] }, view);
}

/** Takes over a view that was pushed; entries that it cannot know yet stay on top of it. */
export function adopt(box: Outbox, view: Told): Outbox {
  const told: Answers = {
    responses: view.answers as Record<string, Response>,
    flags: new Set(view.flags),
  };
  const tail = box.tail.filter(({ seq }) => seq > view.lastSeq);
  return {
    ...box,
    head: Math.max(box.head, view.lastSeq),
    server: tail.reduce((answers, { change }) => applyChange(answers, change), told),
    known: view.lastSeq,
    tail,
  };
}

/** When an entry was written: exam time, and how long after the last comparison of the clocks. */
export type Stamp = Pick<Entry, "made" | "synced">;

/** Adds a change under the next sequence number. */
export function write(box: Outbox, change: Change, epoch: number, { made, synced }: Stamp): Outbox {
  const entry: Entry = { seq: box.head + 1, epoch, made, synced, change };
  return { ...box, head: entry.seq, pending: [...box.pending, { entry, kept: "writing" }] };
}

/** The first entries that are not on disk, in order: what the next transaction writes. */
export function unwritten(box: Outbox): Entry[] {
  return box.pending.filter(({ kept }) => kept !== "disk").map(({ entry }) => entry);
}

/** A transaction for these entries ended: they are on disk, or only in memory. */
export function markKept(box: Outbox, seqs: ReadonlySet<number>, kept: "disk" | "memory"): Outbox {
  const pending = box.pending.map((one) => (seqs.has(one.entry.seq) ? { ...one, kept } : one));
  return { ...box, pending, diskFailed: kept === "memory" };
}

/** The next message's entries; none while one is under way. What is still being written waits. */
export function nextBatch(box: Outbox): Entry[] {
  if (box.inFlight > 0) return [];
  const batch: Entry[] = [];
  let bytes = 0;
  for (const { entry, kept } of box.pending) {
    bytes += bytesOf(entry);
    const full = batch.length === batchLimit || (batch.length > 0 && bytes > batchBytes);
    if (full || kept === "writing") break;
    batch.push(entry);
  }
  return batch;
}

function bytesOf(entry: Entry): number {
  return new TextEncoder().encode(JSON.stringify(entry)).length;
}

export function sent(box: Outbox, batch: readonly Entry[]): Outbox {
  return { ...box, inFlight: last(batch)?.seq ?? 0 };
}

/** The message under way will get no reply: its entries are sent again. */
export function lost(box: Outbox): Outbox {
  return { ...box, inFlight: 0 };
}

/** What leaves the journal's queue, and what its store of refused entries becomes, in one transaction. */
export interface Settlement {
  gone: Entry[];
  aside: Aside[];
}

/** Takes the server's replies. An entry leaves `pending` only here; one without a reply stays. */
export function settle(box: Outbox, replies: readonly EntryReply[]): { box: Outbox; settlement: Settlement } {
  const settlement: Settlement = { gone: [], aside: [] };
  let next = lost(box);
  for (const reply of replies) {
    const found = next.pending.find(({ entry }) => entry.seq === reply.seq);
    if (!found) continue;
    settlement.gone.push(found.entry);
    next = { ...next, pending: next.pending.filter((one) => one !== found) };
    next =
      reply.result === "refused" ? setAside(next, found.entry, reply.code) : taken(next, found.entry, reply);
  }
  settlement.aside = next.aside.filter((one) => !box.aside.includes(one));
  return { box: next, settlement };
}

function setAside(box: Outbox, entry: Entry, code: RefusalCode): Outbox {
  return { ...box, aside: [...box.aside, { entry, code, superseded: false }] };
}

function taken(box: Outbox, entry: Entry, { result }: EntryReply): Outbox {
  // Sent again though the server had it: later changes of the same item may be in `server` already.
  const old = entry.seq <= box.known;
  const aside = box.aside.map((one) =>
    isSameThing(one.entry.change, entry.change) && !one.superseded && !(old && one.entry.seq > entry.seq)
      ? { ...one, superseded: true }
      : one,
  );
  if (old || result !== "accepted") return { ...box, aside };
  return { ...box, aside, server: applyChange(box.server, entry.change), tail: [...box.tail, entry] };
}

/**
 * Whether a server that wants `expected` next, under this epoch, could ever take what is pending. It
 * cannot when it has lost what it once had (a backup was laid back), or the counter on this PC was.
 */
export function isMisnumbered({ pending, head }: Outbox, expected: number, epoch: number): boolean {
  const fresh = pending.filter(({ entry }) => entry.seq >= expected);
  if (fresh.length === 0) return head >= expected;
  return fresh[0]?.entry.seq !== expected || fresh.some(({ entry }) => entry.epoch > epoch);
}

/**
 * Numbers anew what the server does not have. Only entries that were never acknowledged are pending, so
 * nothing is counted twice; those below `expected` are resent as they are for their reply.
 */
export function renumber(box: Outbox, expected: number, epoch: number): Outbox {
  let seq = expected;
  const pending = box.pending.map((one) =>
    one.entry.seq < expected
      ? one
      : { ...one, entry: { ...one.entry, seq: seq++, epoch: Math.min(one.entry.epoch, epoch) } },
  );
  return { ...box, pending, head: seq - 1 };
}

function isSameThing(one: Change, other: Change): boolean {
  return one.kind === other.kind && one.item === other.item;
}

/** What the candidate sees: the server's answers, and over them everything pending that they cannot contain. */
export function onScreen({ pending, server, known }: Outbox): Answers {
  return pending
    .filter(({ entry }) => entry.seq > known)
    .reduce((answers, { entry }) => applyChange(answers, entry.change), server);
}

/** Items with an answer that the server refused and nothing taken since. */
export function refusedItems(box: Outbox): Set<string> {
  return new Set(box.aside.filter(({ superseded }) => !superseded).map(({ entry }) => entry.change.item));
}
