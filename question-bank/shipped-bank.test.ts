import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { drawPaper, prepareDraw } from "./assemble.ts";
import { compileBlueprint } from "./compile-blueprint.ts";
import { drawIndex } from "./index-entry.ts";
import { loadBankFiles, loadForm, loadSyllabus } from "./load.ts";

const fixtures = path.join(import.meta.dirname, "..", "fixtures");
const folder = path.join(fixtures, "banks", "ecommerce-l3-theory");
const files = readdirSync(folder).map((name) => path.join(folder, name));
const syllabus = loadSyllabus(path.join(fixtures, "syllabuses", "ecommerce-l3.json"));
const types = ["single-choice", "multiple-choice", "true-false"];

function shippedItems() {
  const loaded = loadBankFiles(files, syllabus);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults.slice(0, 3)));
  return loaded;
}

test("BANK-4 the shipped Level 3 bank has no fault and no warning, and at least 330 items with explanations", () => {
  const { items, warnings } = shippedItems();
  expect(warnings).toEqual([]);
  expect(items.length).toBeGreaterThanOrEqual(330);
  expect(items.filter(({ explanation }) => explanation.length < 10)).toEqual([]);
});

test("BANK-4 every topic has items of every type, and every point has an item", () => {
  const index = drawIndex(shippedItems().items);
  for (const { topics } of syllabus.areas) {
    for (const { code } of topics) {
      for (const type of types) {
        expect(
          index.some((entry) => entry.topic === code && entry.type === type),
          `${code} ${type}`,
        ).toBe(true);
      }
    }
  }
  const points = syllabus.areas.flatMap(({ topics }) =>
    topics.flatMap((topic) => topic.points.map(({ code }) => code)),
  );
  const examined = new Set(shippedItems().items.map((item) => item.syllabus[0]));
  expect(points.filter((code) => !examined.has(code))).toEqual([]);
});

test.each(["form-100", "form-190"])("BANK-4 the bank suffices for %s, for a room of 500", (name) => {
  const form = loadForm(path.join(fixtures, "forms", `ecommerce-l3-theory-${name}.json`));
  const compiled = compileBlueprint(syllabus, form);
  if (!compiled.ok) throw new Error(compiled.faults[0]?.message);
  const prepared = prepareDraw(drawIndex(shippedItems().items), compiled.blueprint);
  if (!prepared.ok) throw new Error(prepared.refusal.message);
  for (let seat = 0; seat < 500; seat += 1) {
    const drawn = drawPaper(prepared.draw, `seat ${seat}`);
    expect(drawn.ok && drawn.paper.items.reduce((sum, { points }) => sum + points, 0)).toBe(10_000);
  }
});

test("BANK-4 the keys of single choices stand at every place about equally often, and true about as often as false", () => {
  const { items } = shippedItems();
  const keys = items.flatMap((item) => (item.type === "single-choice" ? [item.key] : []));
  for (const letter of ["A", "B", "C", "D"]) {
    expect(keys.filter((key) => key === letter).length / keys.length).toBeCloseTo(0.25, 1);
  }
  const truths = items.flatMap((item) => (item.type === "true-false" ? [item.key] : []));
  expect(truths.filter(Boolean).length / truths.length).toBeCloseTo(0.5, 1);
});
