import type { UsedItem } from "@kaochang/exam-server/protocol/results.ts";
import { expect, test } from "vitest";
import { changeOf, countChanges, draftOf, type KeyDraft } from "./key-change.ts";

const item = (type: string, fields: Record<string, unknown>, change: Partial<UsedItem> = {}): UsedItem => ({
  item: "x",
  version: 1,
  type,
  typeTitle: "",
  stemHtml: "",
  options: [],
  keyText: "",
  fields,
  papers: 1,
  correction: null,
  ...change,
});
const single = item("single-choice", { key: "A" });

test.each<[string, UsedItem, Partial<KeyDraft>, unknown]>([
  ["one option", single, { letters: ["B"] }, { key: "B" }],
  ["none chosen", single, { letters: [] }, null],
  [
    "several, in order",
    item("multiple-choice", { key: ["A", "B"] }),
    { letters: ["C", "A"] },
    { key: ["A", "C"] },
  ],
  ["true or false", item("true-false", { key: false }), { truth: true }, { key: true }],
  [
    "a number",
    item("numeric", { key: 3 }),
    { number: "3.5", tolerance: "0.1" },
    { key: 3.5, tolerance: { absolute: 0.1 } },
  ],
  ["no number", item("numeric", { key: 3 }), { number: "x" }, null],
  [
    "a tolerance in percent stays",
    item("numeric", { key: 3, tolerance: { percent: 1 } }),
    { number: "4" },
    { key: 4 },
  ],
  [
    "blanks, a line each",
    item("fill-in", { blanks: [{ accept: ["a"], caseSensitive: true }] }),
    { blanks: ["a\n b \n\n"] },
    { blanks: [{ accept: ["a", "b"], caseSensitive: true }] },
  ],
])("the form of a new key gives its fields: %s", (_name, used, set, fields) => {
  const change = changeOf(used, { ...draftOf(used), ...set });
  expect(change).toEqual(fields === null ? null : { kind: "key", fields });
});

test("a form opens with the key that counts now, and unchanged gives that key back", () => {
  const corrected = { ...single, correction: { kind: "key" as const, fields: { key: "C" } } };
  expect(changeOf(corrected, draftOf(corrected))).toEqual({ kind: "key", fields: { key: "C" } });
  const other = item("essay", {});
  expect(changeOf(other, draftOf(other))).toEqual({ kind: "full-marks" });
});

test("changes are counted by what they do to the verdict", () => {
  const mark = (total: number) => ({ total, passed: total >= 6000 });
  const who = { attempt: "", name: "", admissionNumber: "", voided: false };
  const changes = [
    { ...who, before: mark(6000), after: mark(5900) },
    { ...who, before: mark(5900), after: mark(6000) },
    { ...who, before: mark(7000), after: mark(7000) },
    { ...who, before: null, after: mark(7000) },
  ];
  expect(countChanges(changes)).toEqual({ all: 4, changed: 3, lost: 1, won: 1 });
});
