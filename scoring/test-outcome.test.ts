import { type Item, itemSchema } from "@kaochang/question-bank/item.ts";
import { anyItem } from "@kaochang/question-bank/testing/arbitrary-item.ts";
import { samples } from "@kaochang/question-bank/testing/fixture.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { passes } from "./cut-score.ts";
import { InvalidResponse } from "./invalid-response.ts";
import { scorePaper } from "./test-outcome.ts";
import { finder, keysOf, paperOf } from "./testing/sample-paper.ts";

const items: Item[] = samples().map(({ item }) => itemSchema.parse(item));
const one = (type: Item["type"]): Item => itemSchema.parse(items.find((item) => item.type === type));
const copies = (item: Item, count: number): Item[] =>
  Array.from({ length: count }, (_, index) => ({ ...item, id: `${item.id}-${index}` }));

test("MARK-1 the total is the sum of the items, the sections and the areas alike", () => {
  const distinct = fc.uniqueArray(anyItem, { selector: ({ id }) => id, minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      distinct,
      fc.integer({ min: 1, max: 400 }),
      fc.infiniteStream(fc.boolean()),
      (drawn, points, coin) => {
        const responses = Object.fromEntries(
          Object.entries(keysOf(drawn)).filter(() => coin.next().value === true),
        );
        const outcome = scorePaper(paperOf(drawn, points), finder(drawn), responses);
        const sum = (parts: { earned: number }[]) => parts.reduce((total, { earned }) => total + earned, 0);
        expect(outcome.total).toBe(Object.keys(responses).length * points);
        expect([sum(outcome.items), sum(outcome.sections), sum(outcome.areas)]).toEqual(
          Array(3).fill(outcome.total),
        );
        expect(outcome.max).toBe(drawn.length * points);
      },
    ),
  );
});

test("MARK-2 59.99 fails and 60.00 passes", () => {
  expect(passes(5_999, 6_000)).toBe(false);
  expect(passes(6_000, 6_000)).toBe(true);
  const drawn = copies(one("true-false"), 6_000);
  const right = keysOf(drawn);
  const passed = (responses: Record<string, unknown>) =>
    scorePaper(paperOf(drawn, 1), finder(drawn), responses);
  expect(passed(right)).toMatchObject({ total: 6_000, passed: true });
  expect(passed({ ...right, [drawn[0]?.id ?? ""]: null })).toMatchObject({ total: 5_999, passed: false });
});

test("MARK-3 the paper carries its rules: the same answers earn what each section's rule says", () => {
  const item = one("multiple-choice");
  const answer = { [item.id]: ["A", "B"] };
  const total = (rule: Parameters<typeof paperOf>[2]) =>
    scorePaper(paperOf([item], 200, rule), finder([item]), answer).total;
  expect(total({ kind: "all-or-nothing" })).toBe(0);
  expect(total({ kind: "fixed-share", share: 50 })).toBe(100);
  expect(total({ kind: "per-right", each: 50 })).toBe(100);
  expect(total({ kind: "plus-minus", plus: 60, minus: 20 })).toBe(120);
  expect(total({ kind: "per-part" })).toBe(133);
});

test("MARK-5 unanswered is zero and no error: absent, null, or blanks that are all empty", () => {
  const drawn = [one("single-choice"), one("numeric"), one("fill-in")];
  const responses = { "sample-numeric": null, "sample-fillin": ["", "", ""] };
  const outcome = scorePaper(paperOf(drawn, 100), finder(drawn), responses);
  expect(outcome.total).toBe(0);
  expect(outcome.items.map(({ state, earned }) => [state, earned])).toEqual(Array(3).fill(["unanswered", 0]));
});

test("states tell right, partial and wrong apart", () => {
  const drawn = copies(one("multiple-choice"), 3);
  const responses = {
    "sample-multiple-0": ["A", "B", "C"],
    "sample-multiple-1": ["A"],
    "sample-multiple-2": ["D"],
  };
  const paper = paperOf(drawn, 200, { kind: "per-right", each: 50 });
  expect(
    scorePaper(paper, finder(drawn), responses).items.map(({ state, earned }) => [state, earned]),
  ).toEqual([
    ["right", 200],
    ["partial", 50],
    ["wrong", 0],
  ]);
});

test("a response that does not fit its item, or whose item is not on the paper, is an error that names it", () => {
  const item = one("single-choice");
  const score = (responses: Record<string, unknown>) => () =>
    scorePaper(paperOf([item], 100), finder([item]), responses);
  expect(score({ "sample-single": "E" })).toThrow(new InvalidResponse("sample-single", "没有选项“E”"));
  expect(score({ elsewhere: "A" })).toThrow(/elsewhere.*不在试卷上/);
});

test("an item named like a built-in property is unanswered where no response names it", () => {
  const item: Item = { ...one("true-false"), id: "constructor" };
  expect(scorePaper(paperOf([item], 100), finder([item]), {}).items[0]?.state).toBe("unanswered");
});

test("areas come in the order of their codes, sections in the paper's", () => {
  const drawn = [one("numeric"), { ...one("true-false"), syllabus: ["10.1"] }, one("fill-in")];
  const { areas, sections } = scorePaper(paperOf(drawn, 100), finder(drawn), keysOf(drawn));
  expect(areas).toEqual([
    { code: "3", earned: 100, max: 100 },
    { code: "7", earned: 100, max: 100 },
    { code: "10", earned: 100, max: 100 },
  ]);
  expect(sections.map(({ id, title }) => [id, title])).toEqual([
    ["numeric", "计算题"],
    ["true-false", "判断题"],
    ["fill-in", "填空题"],
  ]);
});
