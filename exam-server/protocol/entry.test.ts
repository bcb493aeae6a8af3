import fc from "fast-check";
import { expect, test } from "vitest";
import { isEntry } from "./entry.ts";

const respond = { kind: "respond", item: "i1", response: ["A", "B"] };
const good = { seq: 1, epoch: 1, made: 12.5, synced: 0, change: respond };
const deep = (levels: number): unknown => (levels === 0 ? "x" : [deep(levels - 1)]);

test.each<[string, unknown]>([
  ["a response", good],
  ["a cleared answer", { ...good, change: { ...respond, response: null } }],
  ["a flag", { ...good, change: { kind: "flag", item: "i1", flagged: false } }],
  ["time that proves nothing", { ...good, synced: null }],
  ["four levels", { ...good, change: { ...respond, response: deep(4) } }],
])("%s is an entry", (_, value) => expect(isEntry(value)).toBe(true));

test.each<[string, unknown]>([
  ["nothing", null],
  ["text", "entry"],
  ["a list", [good]],
  ["no number", { ...good, seq: "1" }],
  ["number 0", { ...good, seq: 0 }],
  ["a number past the last", { ...good, seq: 20_001 }],
  ["a half number", { ...good, seq: 1.5 }],
  ["epoch 0", { ...good, epoch: 0 }],
  ["a time before all time", { ...good, made: -1 }],
  ["a time that is none", { ...good, made: Number.NaN }],
  ["a comparison in the future", { ...good, synced: -1 }],
  ["a field too few", { seq: 1, epoch: 1, made: 0, synced: 0 }],
  ["a field too many", { ...good, more: 1 }],
  ["another field in the place of one", { seq: 1, epoch: 1, made: 0, synced: 0, chance: respond }],
  ["an unknown change", { ...good, change: { ...respond, kind: "delete" } }],
  ["a change without its item", { ...good, change: { kind: "flag", flagged: true, of: "i1" } }],
  ["an item without a name", { ...good, change: { ...respond, item: "" } }],
  ["an item with an endless name", { ...good, change: { ...respond, item: "i".repeat(65) } }],
  ["a flag that is no yes or no", { ...good, change: { kind: "flag", item: "i1", flagged: 1 } }],
  ["a response that is missing", { ...good, change: { kind: "respond", item: "i1", answer: "A" } }],
  ["five levels", { ...good, change: { ...respond, response: deep(5) } }],
  ["a number that JSON has not", { ...good, change: { ...respond, response: Number.POSITIVE_INFINITY } }],
  ["bytes", { ...good, change: { ...respond, response: new Uint8Array(2) } }],
])("BAD-1 %s is no entry", (_, value) => expect(isEntry(value)).toBe(false));

test("BAD-1 whatever JSON comes, the check ends with yes or no", () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => typeof isEntry(value) === "boolean"));
});
