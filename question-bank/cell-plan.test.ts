import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Blueprint } from "./blueprint.ts";
import { type CellPlan, drawCells, expectedCell, largestNeed, planCells } from "./cell-plan.ts";
import { compileBlueprint } from "./compile-blueprint.ts";
import { seedState, withGenerator } from "./random.ts";
import { blueprintOf, form, form100, form190, formMixed, level3Syllabus } from "./testing/level3.ts";

const forms = [form100, form190, formMixed];
const types = ["single-choice", "multiple-choice", "true-false"];

function cellsOf(plan: CellPlan, seed: string): Int32Array {
  return withGenerator(seedState(seed), (generator) => drawCells(plan, generator))[0];
}

/** Dear sections as they come, then half-point items up to 100 points. */
const sections = fc
  .array(
    fc.record({
      type: fc.constantFrom(...types),
      count: fc.integer({ min: 1, max: 20 }),
      points: fc.constantFrom(1, 1.5, 2),
    }),
    { maxLength: 4 },
  )
  .chain((dear) => {
    const left = 200 - dear.reduce((sum, { count, points }) => sum + 2 * count * points, 0);
    return fc
      .record({ cut: fc.integer({ min: 1, max: Math.max(1, left - 1) }) })
      .map(({ cut }) => [
        ...dear,
        { type: "single-choice", count: cut, points: 0.5 },
        { type: "true-false", count: Math.max(1, left - cut), points: 0.5 },
      ]);
  });

const weights = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 9 })
  .map((cuts) => [0, ...cuts.sort((a, b) => a - b), 100])
  .map((cuts) => cuts.slice(1).map((cut, index) => cut - (cuts[index] ?? 0)));

const blueprints = fc
  .tuple(weights, sections)
  .map(([shares, list]) => compileBlueprint(level3Syllabus(shares), form("random", list)))
  .filter((result) => result.ok)
  .map(({ blueprint }) => blueprint);

function expectExact(blueprint: Blueprint, plan: CellPlan, cells: Int32Array): void {
  const width = plan.columns.length;
  expect(Math.min(...cells)).toBeGreaterThanOrEqual(0);
  plan.columns.forEach(({ section, share }, column) => {
    const drawn = cells.reduce((sum, cell, place) => sum + (place % width === column ? cell : 0), 0);
    expect(drawn).toBe(((blueprint.sections[section]?.count ?? 0) * share) / 100);
  });
  blueprint.areas.forEach(({ weight }, area) => {
    const row = cells.slice(area * width, (area + 1) * width);
    const points = row.reduce(
      (sum, cell, column) =>
        sum + cell * (blueprint.sections[plan.columns[column]?.section ?? 0]?.points ?? 0),
      0,
    );
    expect(points).toBe(weight * 100);
  });
}

test("DRAW-2 area points equal the weights and section counts are exact, for random blueprints and seeds", () => {
  fc.assert(
    fc.property(blueprints, fc.array(fc.string(), { minLength: 1, maxLength: 10 }), (blueprint, seeds) => {
      const plan = planCells(blueprint);
      for (const seed of seeds) expectExact(blueprint, plan, cellsOf(plan, seed));
    }),
    { numRuns: 300 },
  );
});

describe.each(forms)("$form", (one) => {
  const blueprint = blueprintOf(one);
  const plan = planCells(blueprint);

  test("DRAW-2 area points, section counts and difficulties are exact for thousands of seeds", () => {
    for (let seed = 0; seed < 3000; seed += 1) expectExact(blueprint, plan, cellsOf(plan, `${seed}`));
  });

  test("DRAW-4 each cell's mean is the proportional one", () => {
    const papers = 20_000;
    const sums = new Float64Array(plan.weights.length * plan.columns.length);
    const squares = new Float64Array(sums.length);
    for (let seed = 0; seed < papers; seed += 1) {
      cellsOf(plan, `mean ${seed}`).forEach((cell, place) => {
        sums[place] = (sums[place] ?? 0) + cell;
        squares[place] = (squares[place] ?? 0) + cell * cell;
      });
    }
    sums.forEach((sum, place) => {
      const column = plan.columns[place % plan.columns.length];
      if (column === undefined) throw new Error("no such column");
      const mean = sum / papers;
      const deviation = Math.sqrt(Math.max(0, (squares[place] ?? 0) / papers - mean * mean) / papers);
      const asked = expectedCell(plan, Math.floor(place / plan.columns.length), column);
      expect(Math.abs(mean - asked)).toBeLessThanOrEqual(4.5 * deviation + 1e-9);
    });
  });

  test("DRAW-4 a cell is the floor or ceiling of its share, or one more where points differ", () => {
    const slack = one === form100 ? 1 : 2;
    const width = plan.columns.length;
    for (let seed = 0; seed < 1000; seed += 1) {
      cellsOf(plan, `slack ${seed}`).forEach((cell, place) => {
        const column = plan.columns[place % width];
        if (column === undefined || one === formMixed) return;
        expect(Math.abs(cell - expectedCell(plan, Math.floor(place / width), column))).toBeLessThan(slack);
      });
    }
  });

  test("no paper asks more of a column than the largest need, and some paper asks as much", () => {
    const width = plan.columns.length;
    const seen = new Int32Array(plan.weights.length * width);
    for (let seed = 0; seed < 5000; seed += 1) {
      cellsOf(plan, `largest ${seed}`).forEach((cell, place) => {
        seen[place] = Math.max(seen[place] ?? 0, cell);
      });
    }
    const largest = seen.map((_, place) => largestNeed(plan, Math.floor(place / width), [place % width]));
    if (one === formMixed)
      seen.forEach((cell, place) => void expect(cell).toBeLessThanOrEqual(largest[place] ?? 0));
    else expect(seen).toEqual(largest);
  });
});
