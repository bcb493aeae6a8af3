import { expect, test } from "vitest";
import { adopt, emptyOutbox, markKept, nextBatch, onScreen, sent, settle, write } from "./outbox.ts";
import { batchLimit } from "./wire.ts";

const answer = (item: string, response: string) => ({ kind: "respond" as const, item, response });
const kept = (count: number) => {
  let box = emptyOutbox;
  for (let seq = 1; seq <= count; seq += 1) box = write(box, answer(`item-${seq}`, "A"), 1, seq);
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

test("ANS-2 what is not yet on disk is not sent, nor what follows it", () => {
  const box = write(kept(2), answer("item-3", "A"), 1, 3);
  expect(nextBatch(box).map(({ seq }) => seq)).toEqual([1, 2]);
});

test("ANS-2 an entry without a reply stays, and a quarantined one may leave", () => {
  const { box, settlement } = settle(kept(3), [
    { seq: 1, result: "accepted" },
    { seq: 2, result: "quarantined", code: "after-deadline" },
  ]);
  expect(settlement.gone).toEqual([1, 2]);
  expect(box.pending.map(({ entry }) => entry.seq)).toEqual([3]);
});

test("numbers go on from the server's where the PC has lost its own", () => {
  const box = adopt(emptyOutbox, { answers: {}, flags: [], lastSeq: 41 });
  expect(write(box, answer("item-1", "A"), 2, 0).head).toBe(42);
});
