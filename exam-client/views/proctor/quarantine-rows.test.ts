import type { QuarantinedEntry } from "@kaochang/exam-server/protocol/messages.ts";
import { expect, test } from "vitest";
import { leaves, numbersOf, quarantineRows } from "./quarantine-rows.ts";

const entry = (seq: number, number: number, change: Partial<QuarantinedEntry> = {}): QuarantinedEntry => ({
  journal: "a".repeat(32),
  seq,
  digest: String(seq).padStart(16, "0"),
  item: `i${number}`,
  number,
  made: seq * 1000,
  why: "rescued",
  change: { kind: "respond", item: `i${number}`, response: "A" },
  current: null,
  cameText: `answer ${seq}`,
  currentText: null,
  ...change,
});

test("what was written to one question stands together, the last of it in front, by number", () => {
  const rows = quarantineRows([entry(1, 12), entry(3, 12), entry(2, 12), entry(4, 3)]);
  expect(
    rows.map((row) => [row.entry.number, row.entry.seq, row.children?.map((one) => one.entry.seq)]),
  ).toEqual([
    [3, 4, undefined],
    [12, 3, [1, 2, 3]],
  ]);
  expect(leaves(rows).map((row) => row.entry.seq)).toEqual([4, 1, 2, 3]);
  expect(numbersOf(leaves(rows))).toEqual([3, 12]);
});

test("flags stand apart from answers, and no two rows share a key", () => {
  const flag = entry(2, 12, { change: { kind: "flag", item: "i12", flagged: true } });
  const rows = quarantineRows([entry(1, 12), entry(1, 12, { made: 5 }), flag]);
  expect(rows).toHaveLength(2);
  const keys = [...rows, ...leaves(rows)].map(({ key }) => key);
  expect(new Set(keys).size).toBe(4);
});
