import type { Blueprint } from "./blueprint.ts";
import { type CellPlan, largestNeed } from "./cell-plan.ts";
import type { IndexEntry } from "./draw-index.ts";
import { interaction } from "./item.ts";
import type { Difficulty } from "./item-base.ts";

/** Items that can stand for one another in a paper's table: a type, or one difficulty of it where asked. */
export interface Pool {
  type: string;
  difficulty: Difficulty | null;
  /** The plan's columns that draw from it. */
  columns: number[];
}

/** What all items of a stratum have in common. */
export interface Stratum {
  area: string;
  /** The area's place in the blueprint. */
  areaIndex: number;
  topic: string;
  type: string;
}

/** What a paper copies of an item. Papers read items at random, so it is kept to one cache line. */
export interface StockItem {
  id: string;
  version: number;
  difficulty: Difficulty;
  options: number;
  stratum: Stratum;
}

/** A bank laid out by stratum (area × topic × pool). Items are numbered by their place in `items`. */
export interface Stock {
  pools: Pool[];
  /** Stratum by stratum, by id within each, so that the order in a bank's files changes no paper. */
  items: StockItem[];
  areas: AreaStock[];
}

export interface AreaStock {
  topics: string[];
  /** Per topic × pool: where the stratum begins in `items`, and its size. */
  first: Int32Array;
  size: Int32Array;
}

/** A stratum that cannot serve every paper of the blueprint. */
export interface Shortage {
  area: string;
  type: string;
  difficulty: Difficulty | null;
  /** The most items that one paper may ask. */
  needed: number;
  available: number;
  /** One Chinese sentence. */
  message: string;
}

export function poolsOf({ sections }: Blueprint, { columns }: CellPlan): Pool[] {
  const pools = new Map<string, Pool>();
  columns.forEach(({ section, difficulty }, column) => {
    const type = sections[section]?.type ?? "";
    const pool = pools.get(`${type} ${difficulty}`) ?? { type, difficulty, columns: [] };
    pool.columns.push(column);
    pools.set(`${type} ${difficulty}`, pool);
  });
  return [...pools.values()];
}

/** Lays out the entries (sorted by id) that the blueprint can use; the others are left aside. */
export function layOut(entries: readonly IndexEntry[], blueprint: Blueprint, pools: Pool[]): Stock {
  const byArea = new Map(blueprint.areas.map(({ code }) => [code, new Map<string, IndexEntry[][]>()]));
  for (const entry of entries) {
    const topics = byArea.get(entry.area);
    const pool = poolOf(pools, entry);
    if (topics === undefined || pool === -1) continue;
    const strata = topics.get(entry.topic) ?? pools.map(() => []);
    strata[pool]?.push(entry);
    topics.set(entry.topic, strata);
  }
  const items: StockItem[] = [];
  const areas = [...byArea.values()].map((topics, area) => layOutArea(topics, area, items));
  return { pools, items, areas };
}

/** Place of the pool that an item belongs to, or -1. */
export function poolOf(pools: readonly Pool[], item: Pick<IndexEntry, "type" | "difficulty">): number {
  return pools.findIndex(
    ({ type, difficulty }) => type === item.type && (difficulty ?? item.difficulty) === item.difficulty,
  );
}

function layOutArea(topics: Map<string, IndexEntry[][]>, areaIndex: number, items: StockItem[]): AreaStock {
  const codes = [...topics.keys()].sort();
  const strata = codes.flatMap((code) => topics.get(code) ?? []);
  const first = strata.map((entries) => {
    const start = items.length;
    appendStratum(entries, areaIndex, items);
    return start;
  });
  const size = strata.map((entries) => entries.length);
  return { topics: codes, first: Int32Array.from(first), size: Int32Array.from(size) };
}

function appendStratum(entries: IndexEntry[], areaIndex: number, items: StockItem[]): void {
  const [any] = entries;
  if (any === undefined) return;
  const { area, topic, type } = any;
  const stratum = { area, areaIndex, topic, type };
  for (const { id, version, difficulty, options } of entries) {
    items.push({ id, version, difficulty, options, stratum });
  }
}

/** Every stratum that is short, not only the first. */
export function shortages(blueprint: Blueprint, plan: CellPlan, { pools, areas }: Stock): Shortage[] {
  return blueprint.areas.flatMap((area, index) =>
    pools.flatMap((pool, place) => {
      const needed = largestNeed(plan, index, pool.columns);
      const available = stockOf(areas[index], pools.length, place);
      return available < needed ? [shortage(area, pool, needed, available)] : [];
    }),
  );
}

function stockOf(area: AreaStock | undefined, pools: number, pool: number): number {
  let sum = 0;
  for (let cell = pool; cell < (area?.size.length ?? 0); cell += pools) sum += area?.size[cell] ?? 0;
  return sum;
}

const difficultyNames = { easy: "易", medium: "中", hard: "难" } as const;

function shortage(
  area: { code: string; title: string },
  { type, difficulty }: Pool,
  needed: number,
  available: number,
): Shortage {
  const mix = difficulty === null ? "" : `（难度：${difficultyNames[difficulty]}）`;
  const message =
    `考核范围 ${area.code}“${area.title}”的${interaction(type).title}${mix}` +
    `每卷最多需要 ${needed} 道，题库有 ${available} 道，缺 ${needed - available} 道`;
  return { area: area.code, type, difficulty, needed, available, message };
}
