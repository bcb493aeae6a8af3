import type { Entry } from "@kaochang/exam-server/protocol/messages.ts";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Disk, Journal } from "./journal.ts";
import { last } from "./last.ts";
import type { Aside } from "./outbox.ts";
import { randomId } from "./random-id.ts";

const name = "kaochang";
const version = 1;
/** Without `strict`, a transaction is "complete" in Chrome while its bytes are still in a cache. */
const strict = { durability: "strict" } as const;
const lastCandidate = "last";

interface Schema extends DBSchema {
  /** Journal ids by candidate, and the last one used. */
  ids: { key: string; value: string };
  /** Last sequence number by attempt. */
  heads: { key: string; value: number };
  /** Entries without a reply, by [attempt, seq]. */
  entries: { key: [string, number]; value: Entry };
  /** Refused entries, by [attempt, seq]. */
  aside: { key: [string, number]; value: Aside };
}

type Database = IDBPDatabase<Schema>;

/** Rejects when this browser keeps nothing (storage refused, private window, broken profile). */
export async function openIdbDisk(): Promise<Disk> {
  const database = await openDB<Schema>(name, version, {
    upgrade(db) {
      db.createObjectStore("ids");
      db.createObjectStore("heads");
      db.createObjectStore("entries");
      db.createObjectStore("aside");
    },
  });
  return {
    keeps: true,
    journalId: (candidate) => journalId(database, candidate),
    journal: (attempt) => journalOf(database, attempt),
  };
}

async function journalId(database: Database, candidate: string | null): Promise<string> {
  const transaction = database.transaction("ids", "readwrite", strict);
  const key = candidate === null ? lastCandidate : `of ${candidate}`;
  const id = (await transaction.store.get(key)) ?? randomId();
  await transaction.store.put(id, key);
  await transaction.store.put(id, lastCandidate);
  await transaction.done;
  return id;
}

function journalOf(database: Database, attempt: string): Journal {
  const all = IDBKeyRange.bound([attempt, 0], [attempt, Number.MAX_SAFE_INTEGER]);
  return {
    async load() {
      const transaction = database.transaction(["heads", "entries", "aside"]);
      const head = (await transaction.objectStore("heads").get(attempt)) ?? 0;
      const entries = await transaction.objectStore("entries").getAll(all);
      const aside = await transaction.objectStore("aside").getAll(all);
      return { head, entries, aside };
    },
    write: (entries) => writeEntries(database, attempt, entries),
    async settle({ gone, aside }) {
      const transaction = database.transaction(["entries", "aside"], "readwrite", strict);
      for (const seq of gone) void transaction.objectStore("entries").delete([attempt, seq]);
      for (const one of aside) void transaction.objectStore("aside").put(one, [attempt, one.entry.seq]);
      await transaction.done;
    },
  };
}

async function writeEntries(database: Database, attempt: string, entries: readonly Entry[]): Promise<void> {
  const first = entries[0];
  const final = last(entries);
  if (!first || !final) return;
  const transaction = database.transaction(["heads", "entries"], "readwrite", strict);
  const heads = transaction.objectStore("heads");
  const head = (await heads.get(attempt)) ?? 0;
  if (head >= first.seq) {
    transaction.abort();
    await transaction.done.catch(() => {});
    throw new Error(`the journal on disk is at ${head}, before ${first.seq}`);
  }
  const store = transaction.objectStore("entries");
  const writes = entries.map((entry) => store.put(entry, [attempt, entry.seq]));
  await Promise.all([...writes, heads.put(final.seq, attempt), transaction.done]);
}
