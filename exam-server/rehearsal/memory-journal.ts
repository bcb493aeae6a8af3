import type { Change, Entry, EntryReply } from "../protocol/messages.ts";
import { maxBatch } from "../protocol/messages.ts";

/** An entry with what became of it. `line`: which connection it was written on; 0 when there was none. */
export interface Written {
  entry: Entry;
  /** Monotonic milliseconds. */
  at: number;
  line: number;
}

export interface Acknowledged {
  seq: number;
  change: Change;
  result: "accepted" | "quarantined";
}

/** Far enough below the server's limit for a message that its envelope does not matter. */
const batchBytes = 100_000;

/**
 * The journal of a simulated candidate: contiguous numbers, and an entry leaves it only on one of the three
 * replies, as on the page; in memory, because a simulated PC is never switched off.
 */
export function memoryJournal() {
  let head = 0;
  let pending: Written[] = [];
  const acknowledged: Acknowledged[] = [];
  let refused = 0;

  return {
    head: () => head,
    pending: () => pending.length,
    acknowledged: (): readonly Acknowledged[] => acknowledged,
    refused: () => refused,
    write(change: Change, stamp: Pick<Entry, "epoch" | "made" | "synced">, at: number, line: number): void {
      head += 1;
      pending.push({ entry: { seq: head, ...stamp, change }, at, line });
    },
    /** The next message: the first entries without a reply. */
    batch(): Entry[] {
      let bytes = 0;
      const entries = pending.slice(0, maxBatch).map(({ entry }) => entry);
      return entries.filter((entry, index) => {
        bytes += JSON.stringify(entry).length * 3;
        return index === 0 || bytes <= batchBytes;
      });
    },
    /** Takes the replies and returns what they settled. */
    settle(replies: readonly EntryReply[]): Written[] {
      const results = new Map(replies.map((reply) => [reply.seq, reply.result]));
      const settled = pending.filter(({ entry }) => results.has(entry.seq));
      pending = pending.filter(({ entry }) => !results.has(entry.seq));
      for (const { entry } of settled) {
        const result = results.get(entry.seq);
        if (result === "refused") refused += 1;
        else if (result) acknowledged.push({ seq: entry.seq, change: entry.change, result });
      }
      return settled;
    },
  };
}

export type MemoryJournal = ReturnType<typeof memoryJournal>;
