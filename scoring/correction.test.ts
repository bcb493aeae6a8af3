import { type Item, itemSchema } from "@kaochang/question-bank/item.ts";
import { anyItem } from "@kaochang/question-bank/testing/arbitrary-item.ts";
import { samples } from "@kaochang/question-bank/testing/fixture.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { keyFaults, withKey } from "./correction.ts";
import { scorePaper } from "./test-outcome.ts";
import { finder, keysOf, paperOf } from "./testing/sample-paper.ts";

const items: Item[] = samples().map(({ item }) => itemSchema.parse(item));
const one = <T extends Item["type"]>(type: T): Item =>
  itemSchema.parse(items.find((item) => item.type === type));

test("MARK-4 full marks give everyone the item's points and change no other item", () => {
  const drawn = fc.uniqueArray(anyItem, { selector: ({ id }) => id, minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(drawn, fc.nat(), fc.infiniteStream(fc.boolean()), (bank, pick, coin) => {
      const faulty = bank[pick % bank.length];
      if (!faulty) return;
      const answered = Object.entries(keysOf(bank)).filter(() => coin.next().value === true);
      const responses = Object.fromEntries(answered);
      const [paper, find] = [paperOf(bank, 250), finder(bank)];
      const before = scorePaper(paper, find, responses);
      const { id: item, version } = faulty;
      const after = scorePaper(paper, find, responses, [{ item, version, change: { kind: "full-marks" } }]);
      const was = before.items.find(({ id }) => id === item)?.earned ?? 0;
      expect(after.total).toBe(before.total + 250 - was);
      expect(after.items.find(({ id }) => id === item)?.earned).toBe(250);
      const others = (all: typeof after) => all.items.filter(({ id }) => id !== item);
      expect(others(after)).toEqual(others(before));
    }),
  );
});

test("MARK-4 a new key scores as if the author had written it; the later of two corrections holds", () => {
  const item = one("single-choice");
  const paper = paperOf([item], 100);
  const total = (response: string, ...keys: string[]) =>
    scorePaper(
      paper,
      finder([item]),
      { [item.id]: response },
      keys.map((key) => ({ item: item.id, version: item.version, change: { kind: "key", fields: { key } } })),
    ).total;
  expect([total("A", "A"), total("B", "A"), total("A", "A", "B"), total("B", "A", "B")]).toEqual([
    100, 0, 0, 100,
  ]);
  const other = { item: item.id, version: item.version + 1, change: { kind: "full-marks" as const } };
  expect(scorePaper(paper, finder([item]), {}, [other]).total).toBe(0);
});

test("MARK-4 what was answered to an item with full marks is still told as its key has it", () => {
  const item = one("true-false");
  const change = { kind: "full-marks" } as const;
  const { items: scored } = scorePaper(paperOf([item], 100), finder([item]), {}, [
    { item: item.id, version: item.version, change },
  ]);
  expect(scored).toEqual([{ id: item.id, state: "unanswered", earned: 100, points: 100 }]);
});

test.each<[string, Item["type"], Record<string, unknown>, RegExp | null]>([
  ["another option", "single-choice", { key: "B" }, null],
  ["an option that is not there", "single-choice", { key: "I" }, /不在选项/],
  ["several where one is asked", "single-choice", { key: ["A", "B"] }, /./],
  ["two of several", "multiple-choice", { key: ["A", "B"] }, null],
  ["one of several", "multiple-choice", { key: ["A"] }, /至少要有两个/],
  ["the other of two", "true-false", { key: true }, null],
  ["a wider tolerance", "numeric", { tolerance: { absolute: 5 } }, null],
  ["another unit", "numeric", { unit: "千克" }, /考生看到的/],
  ["one blank fewer", "fill-in", { blanks: [{ accept: ["x"] }] }, /./],
  ["another stem", "single-choice", { key: "B", stem: "别的题" }, /stem/],
  ["another version", "single-choice", { version: 9 }, /version/],
  ["other options", "single-choice", { options: [] }, /./],
  ["the order of options", "single-choice", { keepOptionOrder: true }, /考生看到的/],
  ["a field that no item has", "single-choice", { keys: "B" }, /keys/],
  ["nothing", "single-choice", {}, /没有写/],
])("MARK-4 a corrected key is valid and shows what was shown before: %s", (_name, type, fields, fault) => {
  const base = { ...one(type), ...(type === "single-choice" ? { keepOptionOrder: false } : {}) } as Item;
  const found = keyFaults(base, fields);
  if (fault === null) expect(found).toEqual([]);
  else expect(found.join()).toMatch(fault);
});

test("MARK-4 every response that fitted an item fits it under a key that has no fault", () => {
  const bank = samples().map(({ item }) => itemSchema.parse(item));
  for (const item of bank) {
    const own = Object.fromEntries(
      Object.entries(item).filter(([name]) => name === "key" || name === "blanks"),
    );
    expect(keyFaults(item, own)).toEqual([]);
    const scored = scorePaper(paperOf([withKey(item, own)], 100), finder([item]), keysOf([item]));
    expect(scored.total).toBe(100);
  }
});
