import type { Entry } from "@kaochang/exam-server/protocol/messages.ts";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Disk, Journal, JournalName } from "./journal.ts";
import { last } from "./last.ts";
import type { Aside } from "./outbox.ts";
import { randomId } from "./random-id.ts";

const databaseName = "kaochang";
const version = 1;
/** Without `strict`, a transaction is "complete" in Chrome while its bytes are still in a cache. */
const strict = { durability: "strict" } as const;
const lastCandidate = "last";

interface Schema extends DBSchema {
  /** Journal ids by candidate, and the last one used. */
  ids: { key: string; value: string };
  /** Last sequence number by [journal id, attempt]. */
  heads: { key: [string, string]; value: number };
  /** Entries without a reply, by [journal id, attempt, seq]. */
  entries: { key: [string, string, number]; value: Entry };
  /** Refused entries, by [journal id, attempt, seq, made]: a number may come again after renumbering. */
  aside: { key: [string, string, number, number]; value: Aside };
}

type Database = IDBPDatabase<Schema>;

/** Rejects when this browser keeps nothing (storage refused, private window, broken profile). */
export async function openIdbDisk(): Promise<Disk> {
  const database = await openDB<Schema>(databaseName, version, {
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
    journal: (name) => journalOf(database, name),
    async unsentAttempts(id) {
      const keys = await database.getAllKeys("entries", IDBKeyRange.bound([id], [id, []]));
      return [...new Set(keys.map(([, attempt]) => attempt))];
    },
  };
}

/** The server takes an admission number in any of these ways of typing it, so one candidate has one journal. */
function folded(admissionNumber: string): string {
  return admissionNumber.normalize("NFKC").replace(/\s+/g, "").toUpperCase();
}

async function journalId(database: Database, candidate: string | null): Promise<string> {
  const transaction = heard(database.transaction("ids", "readwrite", strict));
  const key = candidate === null ? lastCandidate : `of ${folded(candidate)}`;
  const id = (await transaction.store.get(key)) ?? randomId();
  await Promise.all([
    transaction.store.put(id, key),
    transaction.store.put(id, lastCandidate),
    transaction.done,
  ]);
  return id;
}

/**
 * A transaction that breaks off while something is read from it fails twice: in that reading, which is waited
 * for, and in its own promise, which nobody has come to wait for yet.
 */
function heard<T extends { done: Promise<void> }>(transaction: T): T {
  transaction.done.catch(() => {});
  return transaction;
}

/** Every key that goes on after [journal id, attempt]; an array sorts above any number. */
function allOf({ id, attempt }: JournalName): IDBKeyRange {
  return IDBKeyRange.bound([id, attempt], [id, attempt, []]);
}

function journalOf(database: Database, name: JournalName): Journal {
  return {
    async load() {
      const transaction = heard(database.transaction(["heads", "entries", "aside"]));
      const head = (await transaction.objectStore("heads").get([name.id, name.attempt])) ?? 0;
      const entries = await transaction.objectStore("entries").getAll(allOf(name));
      const aside = await transaction.objectStore("aside").getAll(allOf(name));
      return { head, entries, aside };
    },
    async write(entries) {
      const first = entries[0];
      const final = last(entries);
      if (first && final) await put(database, name, { entries, head: final.seq, former: first.seq - 1 });
    },
    replace: (entries, head, former) => put(database, name, { entries, head, former, alone: true }),
    async settle({ gone, aside }) {
      const { id, attempt } = name;
      const transaction = heard(database.transaction(["entries", "aside"], "readwrite", strict));
      const entries = transaction.objectStore("entries");
      const refused = transaction.objectStore("aside");
      const deletions = gone.map(async (entry) => {
        const found = await entries.get([id, attempt, entry.seq]);
        if (JSON.stringify(found) === JSON.stringify(entry)) await entries.delete([id, attempt, entry.seq]);
      });
      const additions = aside.map((one) => refused.put(one, [id, attempt, one.entry.seq, one.entry.made]));
      await Promise.all([...deletions, ...additions, transaction.done]);
    },
  };
}

interface Content {
  entries: readonly Entry[];
  head: number;
  /** Highest head that may stand on disk before. */
  former: number;
  /** Whether everything else leaves. */
  alone?: boolean;
}

async function put(database: Database, name: JournalName, content: Content): Promise<void> {
  const { id, attempt } = name;
  const transaction = heard(database.transaction(["heads", "entries"], "readwrite", strict));
  const heads = transaction.objectStore("heads");
  const store = transaction.objectStore("entries");
  const head = (await heads.get([id, attempt])) ?? 0;
  if (head > content.former) {
    transaction.abort();
    await transaction.done.catch(() => {});
    throw new Error(`the journal on disk is at ${head}, past ${content.former}`);
  }
  const cleared = content.alone ? [store.delete(allOf(name))] : [];
  const writes = content.entries.map((entry) => store.put(entry, [id, attempt, entry.seq]));
  await Promise.all([...cleared, ...writes, heads.put(content.head, [id, attempt]), transaction.done]);
}
