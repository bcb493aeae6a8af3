import "fake-indexeddb/auto";
import type { Entry } from "@kaochang/exam-server/protocol/messages.ts";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test } from "vitest";
import type { Disk } from "../transport/journal.ts";
import { openIdbDisk } from "../transport/journal-idb.ts";
import { later } from "../transport/timers.ts";
import type { Ask, FailureCode } from "../transport/wire.ts";
import { createLeftBehind } from "./left-behind.ts";

const flag = (seq: number, item: string): Entry => ({
  ...{ seq, epoch: 2, made: seq, synced: 0 },
  change: { kind: "flag", item, flagged: true },
});

let disk: Disk;
let id: string;
beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  disk = await openIdbDisk();
  id = await disk.journalId("2026");
  await disk.journal({ id, attempt: "theory" }).write([flag(1, "a"), flag(2, "b")]);
  await disk.journal({ id, attempt: "skills" }).write([flag(1, "c")]);
  const other = await disk.journalId("2027");
  await disk.journal({ id: other, attempt: "theory of another" }).write([flag(1, "d")]);
});

/** What was sent; the server refuses with `code`, or takes everything. */
function server(code: FailureCode | null) {
  const sent: unknown[] = [];
  const ask = (async (_: string, payload: { entries: Entry[] }) => {
    sent.push(payload);
    if (code !== null) return { ok: false, code };
    const replies = payload.entries.map(({ seq }) => ({
      seq,
      result: "quarantined",
      code: "after-deadline",
    }));
    return { ok: true, replies, expected: replies.length + 1 };
  }) as unknown as Ask;
  return { sent, leftBehind: createLeftBehind({ ask, later, chance: () => 0 }) };
}

const theory = async () => (await disk.journal({ id, attempt: "theory" }).load()).entries;

test("with skills on the screen, what this PC keeps of the same candidate's theory is handed over, and leaves the journal", async () => {
  const { sent, leftBehind } = server(null);
  await leftBehind.resume(disk, id, "skills");
  await expect.poll(theory).toEqual([]);
  expect(sent).toEqual([{ journal: id, epoch: 2, entries: [flag(1, "a"), flag(2, "b")], attempt: "theory" }]);
  expect(await disk.unsentAttempts(id)).toEqual(["skills"]);
});

test("what the server does not take stays in the journal, and is tried again with the next line", async () => {
  const refusing = server("not-found");
  await refusing.leftBehind.resume(disk, id, "skills");
  await expect.poll(() => refusing.sent.length).toBe(1);
  expect(await theory()).toHaveLength(2);
  await refusing.leftBehind.resume(disk, id, "skills");
  await expect.poll(() => refusing.sent.length).toBe(2);
  expect(await theory()).toHaveLength(2);
});
