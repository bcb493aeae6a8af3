import type { Hundredths } from "./points.ts";

/** Sections that give the same points per item: an item of one weighs as much as an item of another. */
export interface PointGroup {
  /** How many times the points of the cheapest group. */
  multiple: number;
  /** Items of all its sections. */
  count: number;
  /** Indices into the blueprint's sections. */
  sections: number[];
}

/** Groups by ascending points; the first, of multiple 1, is the base that evens out the others. */
export function pointGroups(sections: readonly { points: Hundredths; count: number }[]): PointGroup[] {
  const base = Math.min(...sections.map(({ points }) => points));
  const groups = new Map<number, PointGroup>();
  sections.forEach(({ points, count }, index) => {
    const group = groups.get(points) ?? { multiple: points / base, count: 0, sections: [] };
    group.count += count;
    group.sections.push(index);
    groups.set(points, group);
  });
  return [...groups.values()].sort((a, b) => a.multiple - b.multiple);
}
