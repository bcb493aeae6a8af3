import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test } from "vitest";
import { openIdbDisk } from "./journal-idb.ts";

const entry = (seq: number) => ({
  seq,
  epoch: 1,
  made: 5,
  change: { kind: "respond" as const, item: `item-${seq}`, response: ["A", "B"] },
});

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

test("ANS-3 what was written is found by the next page, in order, with its head", async () => {
  const journal = (await openIdbDisk()).journal("attempt-1");
  await journal.write([entry(1)]);
  await journal.write([entry(2), entry(3)]);
  await journal.settle({ gone: [1], aside: [] });
  const again = (await openIdbDisk()).journal("attempt-1");
  expect(await again.load()).toEqual({ head: 3, entries: [entry(2), entry(3)], aside: [] });
});

test("attempts do not see each other's entries", async () => {
  const disk = await openIdbDisk();
  await disk.journal("attempt-1").write([entry(1)]);
  expect(await disk.journal("attempt-2").load()).toEqual({ head: 0, entries: [], aside: [] });
  expect(await disk.journal("attempt-").load()).toEqual({ head: 0, entries: [], aside: [] });
});

test("ANS-4 refused entries stand apart from those to be sent", async () => {
  const journal = (await openIdbDisk()).journal("attempt-1");
  await journal.write([entry(1), entry(2)]);
  const aside = { entry: entry(1), code: "response-invalid" as const, superseded: false };
  await journal.settle({ gone: [1], aside: [aside] });
  expect(await journal.load()).toEqual({ head: 2, entries: [entry(2)], aside: [aside] });
});

test("ANS-2 a second page cannot write over a number that is taken", async () => {
  const first = (await openIdbDisk()).journal("attempt-1");
  const second = (await openIdbDisk()).journal("attempt-1");
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
