import type { Blueprint } from "./blueprint.ts";
import { roundShares, roundTable } from "./controlled-rounding.ts";
import { type Difficulty, difficulties } from "./item-base.ts";
import { type PointGroup, pointGroups } from "./point-groups.ts";
import type { Generator } from "./random.ts";

/** A column of the certificate's table: a section, or one difficulty of a section that asks a mix. */
export interface Column {
  section: number;
  difficulty: Difficulty | null;
  /** Percent of the section's items. */
  share: number;
}

/** What the rounding of a blueprint's table needs, worked out once. Tables are row by row, a row an area. */
export interface CellPlan {
  weights: number[];
  /** Each area's points in units of the cheapest section's points. */
  units: number[];
  counts: number[];
  groups: PointGroup[];
  columns: Column[];
  /** Per section, where its columns begin. */
  firstColumn: number[];
}

export function planCells({ areas, sections }: Blueprint): CellPlan {
  const columns = sections.flatMap(({ difficulty }, section) => sectionColumns(section, difficulty));
  const base = Math.min(...sections.map(({ points }) => points));
  return {
    weights: areas.map(({ weight }) => weight),
    units: areas.map(({ weight }) => (weight * 100) / base),
    counts: sections.map(({ count }) => count),
    groups: pointGroups(sections),
    columns,
    firstColumn: sections.map((_, section) => columns.findIndex((column) => column.section === section)),
  };
}

function sectionColumns(section: number, mix: Partial<Record<Difficulty, number>> | null): Column[] {
  if (mix === null) return [{ section, difficulty: null, share: 100 }];
  return difficulties.flatMap((difficulty) => {
    const share = mix[difficulty];
    return share === undefined ? [] : [{ section, difficulty, share }];
  });
}

/** The proportional share of a cell in items; a multiple of 1/10000. */
export function expectedCell(plan: CellPlan, area: number, { section, share }: Column): number {
  return ((plan.weights[area] ?? 0) * (plan.counts[section] ?? 0) * share) / 10_000;
}

/**
 * How many items each area gives to each column of one paper. Section counts, the counts of each
 * difficulty and the points of each area are exact; the mean of each cell is its expected value.
 */
export function drawCells(plan: CellPlan, generator: Generator): Int32Array {
  const bySection = drawSectionCounts(plan, generator);
  const cells = new Int32Array(plan.weights.length * plan.columns.length);
  plan.counts.forEach((_, section) => {
    const counts = strided(bySection, section, plan.counts.length);
    const shares = plan.columns.filter((column) => column.section === section).map(({ share }) => share);
    place(cells, plan.columns.length, plan.firstColumn[section] ?? 0, split(counts, shares, 100, generator));
  });
  return cells;
}

function drawSectionCounts(plan: CellPlan, generator: Generator): Int32Array {
  const width = plan.counts.length;
  const table = new Int32Array(plan.weights.length * width);
  const totals = drawGroupTotals(plan, generator);
  plan.groups.forEach(({ sections, count }, group) => {
    const counts = sections.map((section) => plan.counts[section] ?? 0);
    const parts = split(totals[group] ?? [], counts, count, generator);
    sections.forEach((section, place) => {
      for (let area = 0; area < plan.weights.length; area += 1) {
        table[area * width + section] = parts[area * sections.length + place] ?? 0;
      }
    });
  });
  return table;
}

/**
 * Items per area in each group. Dearer groups are rounded at random; the base group takes what the
 * area's points leave, so its cells may move by more than one, but the points stay exact.
 */
function drawGroupTotals(plan: CellPlan, generator: Generator): number[][] {
  const base = [...plan.units];
  const dearer = plan.groups.slice(1).map(({ count, multiple }) => {
    const shares = plan.weights.map((weight) => weight * count);
    const totals = roundShares(shares, 100, generator);
    totals.forEach((total, area) => {
      base[area] = (base[area] ?? 0) - total * multiple;
    });
    return totals;
  });
  return [base, ...dearer];
}

/** Splits each row's whole number over columns in the ratio `parts / whole`, all sums exact. */
function split(
  rows: ArrayLike<number>,
  parts: readonly number[],
  whole: number,
  generator: Generator,
): ArrayLike<number> {
  if (parts.length === 1) return rows;
  const numerators = new Array<number>(rows.length * parts.length);
  for (let row = 0; row < rows.length; row += 1) {
    for (let part = 0; part < parts.length; part += 1) {
      numerators[row * parts.length + part] = (rows[row] ?? 0) * (parts[part] ?? 0);
    }
  }
  return roundTable(numerators, whole, parts.length, generator);
}

function strided(table: Int32Array, column: number, width: number): Int32Array {
  const values = new Int32Array(table.length / width);
  for (let row = 0; row < values.length; row += 1) values[row] = table[row * width + column] ?? 0;
  return values;
}

function place(table: Int32Array, width: number, first: number, part: ArrayLike<number>): void {
  const rows = table.length / width;
  const columns = part.length / rows;
  for (let cell = 0; cell < part.length; cell += 1) {
    table[Math.floor(cell / columns) * width + first + (cell % columns)] = part[cell] ?? 0;
  }
}

/** The most items that chance can ask of an area for some columns together (those of one pool). */
export function largestNeed(plan: CellPlan, area: number, columns: readonly number[]): number {
  return plan.groups.reduce((sum, group, index) => {
    const inGroup = largestInGroup(plan, area, index);
    const parts = columns.flatMap((column) => plan.columns[column] ?? []);
    const wanted = parts
      .filter(({ section }) => group.sections.includes(section))
      .map(({ section, share }) => largestCell(plan.counts[section] ?? 0, share, inGroup, group.count))
      .reduce((total, items) => total + items, 0);
    return sum + Math.min(wanted, inGroup);
  }, 0);
}

function largestCell(count: number, share: number, inGroup: number, groupCount: number): number {
  const inSection = Math.ceil((inGroup * count) / groupCount);
  return Math.ceil((inSection * share) / 100);
}

/** A dearer group is rounded up at most; the base group is largest where all the others are rounded down. */
function largestInGroup({ weights, units, groups }: CellPlan, area: number, index: number): number {
  const weight = weights[area] ?? 0;
  if (index > 0) return Math.ceil((weight * (groups[index]?.count ?? 0)) / 100);
  return groups
    .slice(1)
    .reduce(
      (left, { multiple, count }) => left - multiple * Math.floor((weight * count) / 100),
      units[area] ?? 0,
    );
}
