import { toIndexEntry } from "./index-entry.ts";
import { type Item, interaction } from "./item.ts";
import { type Difficulty, difficulties, type Option } from "./item-base.ts";
import { examinedAreas, type Syllabus, type TestName } from "./syllabus.ts";

export interface StratumCount {
  area: string;
  type: string;
  /** Items of all statuses but `retired`. */
  items: number;
  difficulty: Record<Difficulty, number>;
}

export interface BankStats {
  items: number;
  active: number;
  strata: StratumCount[];
  /** How often each option stands in the key of a choice item, by type: a balanced bank is even. */
  keyPositions: Record<string, Record<string, number>>;
  /**
   * Single choice: of the items in which one option is longer than every other, the share in which it is
   * the key. Far from 1/4, length gives the key away.
   */
  longestKeyShare: number | null;
  /** True/false: share of items whose key is true. */
  trueShare: number | null;
  /** Topics of examined areas that no active item examines. */
  emptyTopics: { code: string; title: string }[];
}

/** What an author wants to know of a bank before drawing from it. */
export function bankStats(items: readonly Item[], syllabus: Syllabus, test: TestName): BankStats {
  const kept = items.filter(({ status }) => status !== "retired");
  const single = kept.flatMap((item) => (item.type === "single-choice" ? [item] : []));
  const trueFalse = kept.flatMap((item) => (item.type === "true-false" ? [item] : []));
  return {
    items: items.length,
    active: items.filter(({ status }) => status === "active").length,
    strata: strata(kept),
    keyPositions: keyPositions(kept),
    longestKeyShare: share(single.filter(hasLongest), ({ options, key }) => isLongest(options, key)),
    trueShare: share(trueFalse, ({ key }) => key),
    emptyTopics: emptyTopics(items, syllabus, test),
  };
}

function strata(items: readonly Item[]): StratumCount[] {
  const counts = new Map<string, StratumCount>();
  for (const item of items) {
    const { area, type, difficulty } = toIndexEntry(item);
    const name = `${area} ${type}`;
    const count = counts.get(name) ?? { area, type, items: 0, difficulty: { easy: 0, medium: 0, hard: 0 } };
    count.items += 1;
    count.difficulty[difficulty] += 1;
    counts.set(name, count);
  }
  return [...counts.values()].sort((a, b) => Number(a.area) - Number(b.area) || (a.type < b.type ? -1 : 1));
}

function keyPositions(items: readonly Item[]): BankStats["keyPositions"] {
  const positions: BankStats["keyPositions"] = {};
  for (const item of items) {
    if (!("options" in item)) continue;
    positions[item.type] ??= Object.fromEntries(item.options.map(({ id }) => [id, 0]));
    const counts = positions[item.type] ?? {};
    for (const id of [item.key].flat()) counts[id] = (counts[id] ?? 0) + 1;
  }
  return positions;
}

function hasLongest({ options }: { options: readonly Option[] }): boolean {
  return options.some(({ id }) => isLongest(options, id));
}

function isLongest(options: readonly Option[], key: string): boolean {
  const length = options.find(({ id }) => id === key)?.text.length ?? 0;
  return options.every(({ id, text }) => id === key || text.length < length);
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number | null {
  return items.length === 0 ? null : items.filter(holds).length / items.length;
}

function emptyTopics(items: readonly Item[], syllabus: Syllabus, test: TestName): BankStats["emptyTopics"] {
  const examined = new Set(examinedAreas(syllabus, test).map(({ code }) => code));
  const covered = new Set(
    items.filter(({ status }) => status === "active").map((item) => toIndexEntry(item).topic),
  );
  return syllabus.areas
    .filter(({ code }) => examined.has(code))
    .flatMap(({ topics }) => topics)
    .filter(({ code }) => !covered.has(code))
    .map(({ code, title }) => ({ code, title }));
}

/** A table of area × type × difficulty in words, for a terminal. */
export function statsTable({ strata: rows }: BankStats): string {
  return rows
    .map(({ area, type, items, difficulty }) => {
      const mix = difficulties.map((level) => `${difficultyWords[level]} ${difficulty[level]}`).join("  ");
      return `${area}  ${interaction(type).title}  ${items} 题  ${mix}`;
    })
    .join("\n");
}

const difficultyWords: Record<Difficulty, string> = { easy: "易", medium: "中", hard: "难" };
