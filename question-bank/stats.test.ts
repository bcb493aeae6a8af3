import { expect, test } from "vitest";
import { type Item, itemSchema } from "./item.ts";
import { loadSyllabus } from "./load.ts";
import { bankStats } from "./stats.ts";
import { fixture, samples } from "./testing/fixture.ts";

const syllabus = loadSyllabus(fixture("syllabuses", "ecommerce-l3.json"));
const items: Item[] = samples().map(({ item }) => itemSchema.parse(item));

test("items are counted by area, type and difficulty; retired ones are not", () => {
  const stats = bankStats(
    [...items, ...items.map((item): Item => ({ ...item, status: "retired" }))],
    syllabus,
    "theory",
  );
  expect(stats).toMatchObject({ items: 10, active: 5 });
  expect(stats.strata.map(({ area, type, items: count }) => [area, type, count])).toEqual([
    ["2", "true-false", 1],
    ["3", "fill-in", 1],
    ["6", "multiple-choice", 1],
    ["7", "numeric", 1],
    ["7", "single-choice", 1],
  ]);
});

test("key positions, longest keys and empty topics are told", () => {
  const stats = bankStats(items, syllabus, "theory");
  expect(stats.keyPositions).toEqual({
    "multiple-choice": { A: 1, B: 1, C: 1, D: 0 },
    "single-choice": { A: 0, B: 1, C: 0, D: 0 },
  });
  expect(stats.longestKeyShare).toBe(0);
  expect(stats.trueShare).toBe(0);
  expect(stats.emptyTopics.map(({ code }) => code)).toContain("1.1");
  expect(stats.emptyTopics.map(({ code }) => code)).not.toContain("7.1");
});

test("a bank without choice items has no shares to tell", () => {
  expect(bankStats([], syllabus, "theory")).toMatchObject({
    longestKeyShare: null,
    trueShare: null,
    strata: [],
  });
});
