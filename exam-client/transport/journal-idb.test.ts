import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test } from "vitest";
import { openIdbDisk } from "./journal-idb.ts";

const entry = (seq: number) => ({
  seq,
  epoch: 1,
  made: 5,
  synced: 5,
  change: { kind: "respond" as const, item: `item-${seq}`, response: ["A", "B"] },
});

const of = (attempt: string, id = "a".repeat(32)) => ({ id, attempt });

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

test("ANS-3 what was written is found by the next page, in order, with its head", async () => {
  const journal = (await openIdbDisk()).journal(of("attempt-1"));
  await journal.write([entry(1)]);
  await journal.write([entry(2), entry(3)]);
  await journal.settle({ gone: [entry(1)], aside: [] });
  const again = (await openIdbDisk()).journal(of("attempt-1"));
  expect(await again.load()).toEqual({ head: 3, entries: [entry(2), entry(3)], aside: [] });
});

test("attempts do not see each other's entries", async () => {
  const disk = await openIdbDisk();
  await disk.journal(of("attempt-1")).write([entry(1)]);
  expect(await disk.journal(of("attempt-2")).load()).toEqual({ head: 0, entries: [], aside: [] });
  expect(await disk.journal(of("attempt-")).load()).toEqual({ head: 0, entries: [], aside: [] });
});

test("ANS-4 refused entries stand apart from those to be sent", async () => {
  const journal = (await openIdbDisk()).journal(of("attempt-1"));
  await journal.write([entry(1), entry(2)]);
  const aside = { entry: entry(1), code: "response-invalid" as const, superseded: false };
  await journal.settle({ gone: [entry(1)], aside: [aside] });
  expect(await journal.load()).toEqual({ head: 2, entries: [entry(2)], aside: [aside] });
});

test("ANS-2 a second page cannot write over a number that is taken", async () => {
  const first = (await openIdbDisk()).journal(of("attempt-1"));
  const second = (await openIdbDisk()).journal(of("attempt-1"));
  await first.write([entry(1)]);
  const other = { ...entry(1), change: { kind: "flag" as const, item: "x", flagged: true } };
  await expect(second.write([other])).rejects.toThrow();
  expect((await first.load()).entries).toEqual([entry(1)]);
});

test("a journal id is made once per candidate and remembered as the last", async () => {
  const disk = await openIdbDisk();
  const id = await disk.journalId("2026");
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(await disk.journalId("2027")).not.toBe(id);
  expect(await disk.journalId("2026")).toBe(id);
  expect(await (await openIdbDisk()).journalId(null)).toBe(id);
});

test("ANS-3 the admission number typed in another way leads to the same journal", async () => {
  const disk = await openIdbDisk();
  const id = await disk.journalId("2026 0001x");
  expect(await disk.journalId(" ２０２６0001X\u3000")).toBe(id);
});

test("journals of one attempt count apart, as the server counts them", async () => {
  const disk = await openIdbDisk();
  await disk.journal(of("attempt-1")).write([entry(1)]);
  const other = disk.journal(of("attempt-1", "b".repeat(32)));
  expect(await other.load()).toEqual({ head: 0, entries: [], aside: [] });
});

test("ANS-2 a reply deletes only the entry that it is about, not another under its number", async () => {
  const journal = (await openIdbDisk()).journal(of("attempt-1"));
  await journal.write([entry(1)]);
  await journal.settle({ gone: [{ ...entry(1), made: 6 }], aside: [] });
  expect((await journal.load()).entries).toEqual([entry(1)]);
});

test("numbering anew takes the place of all entries at once, and not of what another page wrote", async () => {
  const journal = (await openIdbDisk()).journal(of("attempt-1"));
  await journal.write([entry(7), entry(8)]);
  await expect(journal.replace([entry(2)], 2, 7)).rejects.toThrow();
  await journal.replace([entry(2)], 2, 8);
  expect(await journal.load()).toEqual({ head: 2, entries: [entry(2)], aside: [] });
});

interface FakeTransaction {
  mode: string;
  _state: string;
  abort(): void;
}

/** Breaks off every transaction that is under way, as a browser does that ends. */
function breakOff(): void {
  const { _databases: open } = indexedDB as unknown as {
    _databases: Map<string, { transactions: FakeTransaction[] }>;
  };
  for (const { transactions } of open.values()) {
    for (const one of transactions) {
      if (one._state === "active" || one._state === "inactive") one.abort();
    }
  }
}

test("a transaction that breaks off while it reads fails once, where it is waited for", async () => {
  const journal = (await openIdbDisk()).journal(of("attempt-1"));
  const [written, loaded] = [journal.write([entry(1)]), journal.load()];
  breakOff();
  await expect(written).rejects.toThrow();
  await expect(loaded).rejects.toThrow();
  // What nobody hears would be told after this turn, and end the run.
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect((await journal.load()).entries).toEqual([]);
});
