import type { RefusalCode } from "../protocol/refusal.ts";

/** One entry that the server has: the digest of its content, and why it was not counted (null if it was). */
export interface Received {
  digest: string;
  outcome: null | { result: "quarantined" | "refused"; code: RefusalCode };
}

/**
 * What became of each entry of one journal, as a value: entry `seq` is at place `seq − 1`. States share
 * one list that only grows, and each knows how much of it is its own, because copying a list of hundreds
 * for every entry cost as much as the entry.
 */
export interface Journal {
  readonly id: string;
  readonly length: number;
  readonly list: Kept[];
}

/** Of an entry that counts, which nearly all do, the digest alone: a room keeps hundreds of thousands. */
type Kept = string | Received;

/** The journal of this id; an empty one when nothing of it has come. */
export function journalOf(journals: readonly Journal[], id: string): Journal {
  return journals.find((journal) => journal.id === id) ?? { id, length: 0, list: [] };
}

/** What is known of an entry; undefined when it has not come. */
export function receivedAt({ length, list }: Journal, seq: number): Received | undefined {
  const kept = seq <= length ? list[seq - 1] : undefined;
  return typeof kept === "string" ? { digest: kept, outcome: null } : kept;
}

/** The journals with one more entry in one of them. A list that another state has gone on with stays that one's. */
export function withEntry(journals: readonly Journal[], before: Journal, entry: Received): Journal[] {
  const { id, length } = before;
  const list = before.list.length === length ? before.list : before.list.slice(0, length);
  list.push(entry.outcome === null ? entry.digest : entry);
  const after = { id, length: length + 1, list };
  return length === 0 ? [...journals, after] : journals.map((one) => (one === before ? after : one));
}
