import fc from "fast-check";
import { expect, test } from "vitest";
import { memoryJournal } from "./memory-journal.ts";

const stamp = { epoch: 1, made: 0, synced: 0 };

test("entries are numbered without gaps, are sent again until they have a reply, and leave on one of the three", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ writes: fc.nat(5), answered: fc.nat(8) })), (turns) => {
      const journal = memoryJournal();
      let settled = 0;
      for (const { writes, answered } of turns) {
        for (let left = writes; left > 0; left -= 1) {
          journal.write({ kind: "flag", item: "i", flagged: true }, stamp, 0, 1);
        }
        const batch = journal.batch();
        expect(batch.map(({ seq }) => seq)).toEqual(batch.map((_, index) => settled + index + 1));
        const replied = batch.slice(0, answered);
        journal.settle(replied.map(({ seq }) => ({ seq, result: "accepted" })));
        settled += replied.length;
        expect([journal.pending(), journal.acknowledged().length]).toEqual([
          journal.head() - settled,
          settled,
        ]);
      }
    }),
  );
});

test("a message stays within the server's limits", () => {
  const journal = memoryJournal();
  const long = "答".repeat(400);
  for (let left = 300; left > 0; left -= 1) {
    journal.write({ kind: "respond", item: "i", response: left % 2 ? long : "A" }, stamp, 0, 1);
  }
  const batch = journal.batch();
  expect(batch.length).toBeGreaterThan(0);
  expect(batch.length).toBeLessThanOrEqual(200);
  expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThan(256 * 1024);
});
