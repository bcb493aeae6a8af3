import { expect, test } from "vitest";
import { drawPaper, prepareDraw } from "./assemble.ts";
import { drawIndex } from "./index-entry.ts";
import { type Item, itemSchema } from "./item.ts";
import type { Paper } from "./paper.ts";
import { fromPrinted, printedPaperSchema, printPaper } from "./printed-paper.ts";
import { blueprintOf, form } from "./testing/level3.ts";
import { syntheticIndex } from "./testing/synthetic-index.ts";

const rules = form("form-rules", [
  { type: "single-choice", count: 100, points: 0.5 },
  { type: "multiple-choice", count: 25, points: 2 },
]);

/** Real items behind the synthetic index: option texts say which option they were written as. */
const items: Item[] = syntheticIndex(2304)
  .filter(({ type }) => type !== "true-false")
  .map(({ id, type, topic, difficulty }) =>
    itemSchema.parse({
      id,
      version: 1,
      type,
      syllabus: [topic],
      difficulty,
      status: "active",
      stem: `题干 ${id}`,
      options: ["A", "B", "C", "D"].map((letter) => ({ id: letter, text: `选项 ${letter}` })),
      key: type === "single-choice" ? "B" : ["B", "D"],
      explanation: `解析 ${id}`,
    }),
  );

function drawn(): Paper {
  const blueprint = blueprintOf(rules);
  const [single, multiple] = blueprint.sections;
  const rule = { kind: "plus-minus", plus: 50, minus: 25 } as const;
  const sections = [single, multiple && { ...multiple, rule }].flatMap((section) => section ?? []);
  const prepared = prepareDraw(drawIndex(items), { ...blueprint, sections });
  const result = prepared.ok ? drawPaper(prepared.draw, "print") : prepared;
  if (!result.ok) throw new Error(result.refusal.message);
  return result.paper;
}

const throughJson = (value: unknown) => printedPaperSchema.parse(JSON.parse(JSON.stringify(value)));

test("points are printed in points, and the paper is read back exactly as it was drawn", () => {
  const paper = drawn();
  const printed = printPaper(paper, items, { withKey: false });
  expect(printed.passMark).toBe(60);
  expect(printed.items.reduce((sum, { points }) => sum + points, 0)).toBe(100);
  expect(printed.sections[1]).toMatchObject({
    points: 2,
    rule: { kind: "plus-minus", plus: 0.5, minus: 0.25 },
  });
  expect(JSON.stringify(fromPrinted(throughJson(printed)))).toBe(JSON.stringify(paper));
});

test("options stand in the order shown", () => {
  const printed = printPaper(drawn(), items, { withKey: false });
  for (const { order, options } of printed.items) {
    expect(options?.map(({ id }) => id)).toEqual(order.map((index) => "ABCD"[index]));
  }
});

test("key, explanations and whole items are printed only on request", () => {
  const paper = drawn();
  const open = printPaper(paper, items, { withKey: false });
  expect(open).not.toHaveProperty("key");
  expect(JSON.stringify(open)).not.toContain("解析");
  const closed = throughJson(printPaper(paper, items, { withKey: true }));
  const [first] = paper.items;
  expect(closed.key?.[first?.id ?? ""]).toBe("B");
  expect(Object.keys(closed.scoring ?? {}).sort()).toEqual(paper.items.map(({ id }) => id).sort());
  expect(fromPrinted(closed)).toEqual(paper);
});

test("an item that is not there in the paper's version is a bug of the caller", () => {
  const newer = items.map((item) => ({ ...item, version: 2 }));
  expect(() => printPaper(drawn(), newer, { withKey: false })).toThrow("in version 1");
});
