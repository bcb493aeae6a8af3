import { expect, test } from "vitest";
import { inclusion } from "./inclusion.ts";
import { blueprintOf, form100 } from "./testing/level3.ts";
import { syntheticIndex } from "./testing/synthetic-index.ts";

test("DRAW-5 inclusion shows an item with many enemies below the mean of its stratum", () => {
  const index = syntheticIndex(1152);
  const [hated] = index;
  const same = index.filter(({ topic }) => topic === hated?.topic).map(({ id }) => id);
  const feud = index.map((entry) => (entry === hated ? { ...entry, enemies: same.slice(1) } : entry));
  const measured = inclusion(feud, blueprintOf(form100), 1500);
  const row = measured.ok ? measured.items.find(({ id }) => id === hated?.id) : undefined;
  expect(row).toMatchObject({ area: "1", topic: "1.1", type: "single-choice", difficulty: null });
  expect(row?.enemies).toBe(same.length - 1);
  expect(row?.drawn).toBeLessThan(0.7 * (row?.expected ?? 0));
});

test("expectations of a stratum add up to what was drawn of it", () => {
  const measured = inclusion(syntheticIndex(1152), blueprintOf(form100), 50);
  if (!measured.ok) throw new Error(measured.refusal.message);
  const sum = (field: "drawn" | "expected") => measured.items.reduce((total, row) => total + row[field], 0);
  expect(sum("drawn")).toBe(50 * 100);
  expect(sum("expected")).toBeCloseTo(50 * 100, 6);
});

test("a short bank is refused as the draw refuses it", () => {
  expect(inclusion([], blueprintOf(form100), 1)).toMatchObject({
    ok: false,
    refusal: { code: "short-stratum" },
  });
});
