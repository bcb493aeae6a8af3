import { maxMessageBytes } from "@kaochang/exam-server/protocol/messages.ts";
import { expect, test } from "vitest";
import {
  adopt,
  emptyOutbox,
  isMisnumbered,
  markKept,
  nextBatch,
  onScreen,
  renumber,
  reopen,
  restore,
  sent,
  settle,
  write,
} from "./outbox.ts";
import { batchLimit } from "./wire.ts";

const answer = (item: string, response: string) => ({ kind: "respond" as const, item, response });
const stamp = (made: number) => ({ made, synced: 0 });
const kept = (count: number) => {
  let box = emptyOutbox;
  for (let seq = 1; seq <= count; seq += 1) box = write(box, answer(`item-${seq}`, "A"), 1, stamp(seq));
  return markKept(box, new Set(Array.from({ length: count }, (_, at) => at + 1)), "disk");
};

test("ANS-3 a view made before an answer arrived does not take the answer off the screen", () => {
  const { box } = settle(kept(1), [{ seq: 1, result: "accepted" }]);
  const older = adopt(box, { answers: {}, flags: [], lastSeq: 0 });
  expect(onScreen(older).responses).toEqual({ "item-1": "A" });
  const newer = adopt(older, { answers: { "item-1": "B" }, flags: ["item-2"], lastSeq: 1 });
  expect(onScreen(newer)).toEqual({ responses: { "item-1": "B" }, flags: new Set(["item-2"]) });
});

test("one message is under way at a time, with no more entries than the server takes", () => {
  const box = kept(batchLimit + 5);
  const batch = nextBatch(box);
  expect(batch).toHaveLength(batchLimit);
  expect(nextBatch(sent(box, batch))).toEqual([]);
});

test("a message of long answers ends far below the server's limit for its size", () => {
  let box = emptyOutbox;
  for (let at = 0; at < batchLimit; at += 1)
    box = write(box, { kind: "respond", item: "i", response: "电".repeat(450) }, 1, stamp(0));
  const seqs = new Set(box.pending.map(({ entry }) => entry.seq));
  const batch = nextBatch(markKept(box, seqs, "disk"));
  const bytes = Buffer.byteLength(JSON.stringify(batch));
  expect(bytes).toBeGreaterThan(90_000);
  expect(bytes).toBeLessThan(maxMessageBytes / 2);
});

test("a single answer over the size of a message is still sent", () => {
  const box = write(emptyOutbox, { kind: "respond", item: "i", response: "x".repeat(150_000) }, 1, stamp(0));
  expect(nextBatch(markKept(box, new Set([1]), "disk"))).toHaveLength(1);
});

test("ANS-1 an old entry sent again for its reply changes nothing on the screen", () => {
  const entries = kept(1).pending.map(({ entry }) => entry);
  const view = { answers: { "item-1": "B" }, flags: [], lastSeq: 2 };
  const box = adopt(restore({ head: 2, entries, aside: [] }), view);
  expect(onScreen(box).responses).toEqual({ "item-1": "B" });
  const settled = settle(box, [{ seq: 1, result: "accepted" }]).box;
  expect(onScreen(settled).responses).toEqual({ "item-1": "B" });
});

test("ANS-1 what a server came back without is not shown as on the server", () => {
  const { box } = settle(kept(1), [{ seq: 1, result: "accepted" }]);
  const view = { answers: {}, flags: [], lastSeq: 0 };
  expect(onScreen(reopen(box, view)).responses).toEqual({});
});

test("numbering anew keeps the order and leaves alone what the server has", () => {
  const box = { ...kept(4), pending: kept(4).pending.filter(({ entry }) => entry.seq !== 2) };
  expect(isMisnumbered(box, 2, 1)).toBe(true);
  const next = renumber(box, 2, 1);
  expect(next.pending.map(({ entry }) => [entry.seq, entry.change.item])).toEqual([
    [1, "item-1"],
    [2, "item-3"],
    [3, "item-4"],
  ]);
  expect(next.head).toBe(3);
  expect(isMisnumbered(next, 2, 1)).toBe(false);
});

test("ANS-2 what is not yet on disk is not sent, nor what follows it", () => {
  const box = write(kept(2), answer("item-3", "A"), 1, stamp(3));
  expect(nextBatch(box).map(({ seq }) => seq)).toEqual([1, 2]);
});

test("ANS-2 an entry without a reply stays, and a quarantined one may leave", () => {
  const { box, settlement } = settle(kept(3), [
    { seq: 1, result: "accepted" },
    { seq: 2, result: "quarantined", code: "after-deadline" },
  ]);
  expect(settlement.gone.map(({ seq }) => seq)).toEqual([1, 2]);
  expect(box.pending.map(({ entry }) => entry.seq)).toEqual([3]);
});

test("numbers go on from the server's where the PC has lost its own", () => {
  const box = adopt(emptyOutbox, { answers: {}, flags: [], lastSeq: 41 });
  expect(write(box, answer("item-1", "A"), 2, stamp(0)).head).toBe(42);
});
