import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { type Draw, drawPaper, prepareDraw } from "./assemble.ts";
import type { Blueprint } from "./blueprint.ts";
import { compileBlueprint } from "./compile-blueprint.ts";
import type { IndexEntry } from "./draw-index.ts";
import { drawIndex } from "./index-entry.ts";
import type { Item } from "./item.ts";
import { loadBankFiles, loadForm, loadSyllabus } from "./load.ts";
import { syntheticIndex, withEnemies } from "./testing/synthetic-index.ts";

const fixtures = path.join(import.meta.dirname, "..", "fixtures");
const folder = path.join(fixtures, "banks", "ecommerce-l3-skills");
const files = readdirSync(folder).map((name) => path.join(folder, name));
const syllabus = loadSyllabus(path.join(fixtures, "syllabuses", "ecommerce-l3.json"));
const examined = syllabus.areas.filter(({ code }) => Number(code) >= 3);

let items: Item[];
let blueprint: Blueprint;
let draw: Draw;

beforeAll(() => {
  const loaded = loadBankFiles(files, syllabus);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults.slice(0, 3)));
  expect(loaded.warnings).toEqual([]);
  items = loaded.items;
  const form = loadForm(path.join(fixtures, "forms", "ecommerce-l3-skills-scenario-25.json"));
  const compiled = compileBlueprint(syllabus, form);
  if (!compiled.ok) throw new Error(compiled.faults[0]?.message);
  blueprint = compiled.blueprint;
  draw = preparedFrom(drawIndex(items));
});

function preparedFrom(index: readonly IndexEntry[]): Draw {
  const prepared = prepareDraw(index, blueprint);
  if (!prepared.ok) throw new Error(prepared.refusal.message);
  return prepared.draw;
}

function paperOf(from: Draw, seed: string) {
  const drawn = drawPaper(from, seed);
  if (!drawn.ok) throw new Error(drawn.refusal.message);
  return drawn.paper;
}

test("BANK-4 the shipped Level 3 skills bank explains every item and examines every point of the weight table", () => {
  expect(items.filter(({ explanation }) => explanation.length < 10)).toEqual([]);
  const points = examined.flatMap(({ topics }) => topics.flatMap((topic) => topic.points));
  const found = new Set(items.map((item) => item.syllabus[0]));
  expect(points.map(({ code }) => code).filter((code) => !found.has(code))).toEqual([]);
});

test("BANK-4 every topic has at least three items of each type of the skills form", () => {
  const index = drawIndex(items);
  for (const { code } of examined.flatMap(({ topics }) => topics)) {
    for (const { type } of blueprint.sections) {
      const stock = index.filter((entry) => entry.topic === code && entry.type === type).length;
      expect(stock, `${code} ${type}`).toBeGreaterThanOrEqual(3);
    }
  }
});

test("DRAW-2 skills papers for a room of 500 keep the weight table exactly, and two of them share less than a third", () => {
  const papers = Array.from({ length: 500 }, (_, seat) => paperOf(draw, `seat ${seat}`));
  let shared = 0;
  papers.forEach((paper, seat) => {
    const points = (code: string) =>
      paper.items.reduce((sum, item) => sum + (item.area === code ? item.points : 0), 0);
    expect(blueprint.areas.map(({ code }) => points(code))).toEqual([2000, 2500, 2000, 2000, 1500]);
    const before = new Set(papers[seat - 1]?.items.map(({ id }) => id));
    shared += paper.items.filter(({ id }) => before.has(id)).length;
  });
  expect(shared / (papers.length - 1) / 25).toBeLessThan(1 / 3);
});

test("DRAW-1 the skills paper of the golden seed is the golden paper, byte for byte", () => {
  const types = blueprint.sections.map(({ type }) => type);
  const index = withEnemies(syntheticIndex(2304, types), 7).filter(({ area }) => Number(area) >= 3);
  const golden = readFileSync(path.join(fixtures, "golden", "draw-1-scenario-25.json"), "utf8");
  expect(`${JSON.stringify(paperOf(preparedFrom(index), "golden"))}\n`).toBe(golden);
});
