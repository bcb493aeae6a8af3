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
  tail: [],
};

/** What the journal on this PC holds. */
export interface JournalContent {
  head: number;
  entries: readonly Entry[];
  aside: readonly Aside[];
}

/** Entries found on disk are pending again: only a reply of the server ends that. */
export function restore({ head, entries, aside }: JournalContent): Outbox {
  return { ...emptyOutbox, head, aside, pending: entries.map((entry) => ({ entry, kept: "disk" })) };
}

/** Takes over the server's answers; entries that the view cannot know yet stay on top of them. */
export function adopt(box: Outbox, view: Pick<AttemptView, "answers" | "flags" | "lastSeq">): Outbox {
  const told: Answers = {
    responses: view.answers as Record<string, Response>,
    flags: new Set(view.flags),
  };
  const tail = box.tail.filter(({ seq }) => seq > view.lastSeq);
  return {
    ...box,
    head: Math.max(box.head, view.lastSeq),
    server: tail.reduce((answers, { change }) => applyChange(answers, change), told),
    tail,
  };
}

/** Adds a change under the next sequence number. `made`: exam time in whole milliseconds. */
export function write(box: Outbox, change: Change, epoch: number, made: number): Outbox {
  const entry: Entry = { seq: box.head + 1, epoch, made, change };
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
  const end = box.pending.findIndex(({ kept }) => kept === "writing");
  return box.pending.slice(0, end < 0 ? batchLimit : Math.min(end, batchLimit)).map(({ entry }) => entry);
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
  gone: number[];
  aside: Aside[];
}

/** Takes the server's replies. An entry leaves `pending` only here; one without a reply stays. */
export function settle(box: Outbox, replies: readonly EntryReply[]): { box: Outbox; settlement: Settlement } {
  const settlement: Settlement = { gone: [], aside: [] };
  let next = lost(box);
  for (const reply of replies) {
    const found = next.pending.find(({ entry }) => entry.seq === reply.seq);
    if (!found) continue;
    settlement.gone.push(reply.seq);
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
  const aside = box.aside.map((one) =>
    isSameThing(one.entry.change, entry.change) && !one.superseded ? { ...one, superseded: true } : one,
  );
  if (result !== "accepted") return { ...box, aside };
  return { ...box, aside, server: applyChange(box.server, entry.change), tail: [...box.tail, entry] };
}

function isSameThing(one: Change, other: Change): boolean {
  return one.kind === other.kind && one.item === other.item;
}

/** What the candidate sees: the server's answers with everything pending laid over them. */
export function onScreen(box: Outbox): Answers {
  return box.pending.reduce((answers, { entry }) => applyChange(answers, entry.change), box.server);
}

/** Items with an answer that the server refused and nothing taken since. */
export function refusedItems(box: Outbox): Set<string> {
  return new Set(box.aside.filter(({ superseded }) => !superseded).map(({ entry }) => entry.change.item));
}
