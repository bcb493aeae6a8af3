import type { Blueprint } from "./blueprint.ts";
import { type CellPlan, drawCells, planCells } from "./cell-plan.ts";
import { certificateForm, certificateTable } from "./certificate-table.ts";
import { canonicalDigest, sha256 } from "./digest.ts";
import type { IndexEntry } from "./draw-index.ts";
import { createGuard, type EnemyLists, enemyLists } from "./enemies.ts";
import type { Paper, PaperItem, PaperSection } from "./paper.ts";
import { type Generator, seedState, shuffle, withGenerator } from "./random.ts";
import { sampleStratum } from "./sampler.ts";
import { layOut, poolsOf, type Shortage, type Stock, type StockItem, shortages } from "./stock.ts";
import { spreadTopics } from "./topic-spread.ts";

/** A bank made ready for a blueprint: everything that is done once per bank. Callers only hand it on. */
export interface Draw {
  blueprint: Blueprint;
  blueprintDigest: string;
  bankDigest: string;
  plan: CellPlan;
  stock: Stock;
  enemies: EnemyLists;
  sections: PaperSection[];
  form: ReturnType<typeof certificateForm>;
}

/** Why no paper can be drawn; `message` is Chinese, for the officer. */
export type DrawRefusal =
  | { code: "duplicate-id"; ids: string[]; message: string }
  | { code: "short-stratum"; shortages: Shortage[]; message: string }
  /** Enemies left a stratum short in every attempt: too many of its items exclude one another. */
  | { code: "enemies-exhaust-stratum"; attempts: number; message: string };

export type PrepareResult = { ok: true; draw: Draw } | { ok: false; refusal: DrawRefusal };
export type DrawResult = { ok: true; paper: Paper } | { ok: false; refusal: DrawRefusal };

/** A paper that enemies spoil is drawn anew; past this many times the bank, not chance, is to blame. */
const maxAttempts = 200;

/**
 * Once per bank and blueprint. The bank digest covers the whole index given, used or not.
 * Refuses an index with a doubled id, and one in which any stratum is short, naming every shortage.
 */
export function prepareDraw(index: readonly IndexEntry[], blueprint: Blueprint): PrepareResult {
  const entries = sortById(index);
  const ids = entries.filter(({ id }, place) => id === entries[place - 1]?.id).map(({ id }) => id);
  if (ids.length > 0) {
    return refuse({ code: "duplicate-id", ids, message: `试题编号重复：${ids.join("、")}` });
  }
  const plan = planCells(blueprint);
  const stock = layOut(entries, blueprint, poolsOf(blueprint, plan));
  const short = shortages(blueprint, plan, stock);
  if (short.length > 0) {
    const message = short.map((one) => one.message).join("；");
    return refuse({ code: "short-stratum", shortages: short, message });
  }
  return { ok: true, draw: ready(entries, blueprint, plan, stock) };
}

/** The digest that certificates name: of the canonical index, sorted by id. */
export function indexDigest(index: readonly IndexEntry[]): string {
  return canonicalDigest(sortById(index));
}

/** By code units, which no locale changes. */
function sortById(index: readonly IndexEntry[]): IndexEntry[] {
  return [...index].sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
}

function refuse(refusal: DrawRefusal): { ok: false; refusal: DrawRefusal } {
  return { ok: false, refusal };
}

function ready(entries: IndexEntry[], blueprint: Blueprint, plan: CellPlan, stock: Stock): Draw {
  return {
    blueprint,
    blueprintDigest: canonicalDigest(blueprint),
    bankDigest: canonicalDigest(entries),
    plan,
    stock,
    enemies: enemyLists(stock.items, entries),
    // Frozen, because all papers of this draw share them.
    sections: blueprint.sections.map(({ difficulty: _, ...section }) => Object.freeze(section)),
    form: certificateForm(blueprint, plan),
  };
}

/** One candidate's paper. The same index, blueprint and seed give the same paper, byte for byte. */
export function drawPaper(draw: Draw, seed: string): DrawResult {
  const [paper] = withGenerator(seedState(seed), (generator) => {
    const chosen = chooseItems(draw, generator);
    return chosen === null ? null : paperOf(draw, seed, chosen, generator);
  });
  if (paper !== null) return { ok: true, paper };
  const message = `互斥试题过多，重抽 ${maxAttempts} 次仍凑不成一份试卷`;
  return refuse({ code: "enemies-exhaust-stratum", attempts: maxAttempts, message });
}

/** Item numbers per section in the order shown, or null when enemies spoil every attempt. */
function chooseItems(draw: Draw, generator: Generator): number[][] | null {
  for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
    const cells = drawCells(draw.plan, generator);
    const drawn = sample(draw, cells, generator);
    if (drawn !== null) return intoSections(draw, cells, drawn, generator);
  }
  return null;
}

interface Pick {
  /** Area × pool, where the items go. */
  target: number;
  first: number;
  size: number;
  count: number;
}

/** Items per area and pool. */
function sample(draw: Draw, cells: Int32Array, generator: Generator): number[][] | null {
  const { stock, enemies } = draw;
  const picks = picksOf(draw, cells, generator);
  // Of two enemies in different strata the stratum drawn first would always win.
  if (enemies.size > 0) shuffle(picks, generator);
  const drawn: number[][] = [];
  for (let target = stock.areas.length * stock.pools.length; target > 0; target -= 1) drawn.push([]);
  const guard = createGuard(enemies);
  for (const { target, first, size, count } of picks) {
    if (!sampleStratum(first, size, count, guard, drawn[target] ?? [], generator)) return null;
  }
  return drawn;
}

function picksOf({ plan, stock }: Draw, cells: Int32Array, generator: Generator): Pick[] {
  const pools = stock.pools.length;
  const picks: Pick[] = [];
  stock.areas.forEach(({ first, size }, area) => {
    const spread = spreadTopics(needOf(stock, cells, area * plan.columns.length), size, generator);
    for (let cell = 0; cell < spread.length; cell += 1) {
      const count = spread[cell] ?? 0;
      const target = area * pools + (cell % pools);
      if (count > 0) picks.push({ target, first: first[cell] ?? 0, size: size[cell] ?? 0, count });
    }
  });
  return picks;
}

function needOf({ pools }: Stock, cells: Int32Array, row: number): Int32Array {
  const need = new Int32Array(pools.length);
  pools.forEach(({ columns }, pool) => {
    for (const column of columns) need[pool] = (need[pool] ?? 0) + (cells[row + column] ?? 0);
  });
  return need;
}

function intoSections(draw: Draw, cells: Int32Array, drawn: number[][], generator: Generator): number[][] {
  const { plan, stock } = draw;
  const sections = plan.counts.map((): number[] => []);
  drawn.forEach((items, target) => {
    const { columns } = stock.pools[target % stock.pools.length] ?? { columns: [] };
    // The items came topic by topic; sections that share a pool must not share it out that way.
    if (columns.length > 1) shuffle(items, generator);
    const row = Math.floor(target / stock.pools.length) * plan.columns.length;
    let next = 0;
    for (const column of columns) {
      const section = sections[plan.columns[column]?.section ?? 0];
      for (let left = cells[row + column] ?? 0; left > 0; left -= 1, next += 1)
        section?.push(items[next] ?? 0);
    }
  });
  for (const section of sections) shuffle(section, generator);
  return sections;
}

function paperOf(draw: Draw, seed: string, chosen: number[][], generator: Generator): Paper {
  const { qualification, test, form, passMark } = draw.blueprint;
  const items = paperItems(draw, chosen, generator);
  return {
    qualification,
    test,
    form,
    passMark,
    sections: [...draw.sections],
    items,
    certificate: {
      algorithm: "kaochang-draw/1",
      seedHash: sha256(seed),
      bankDigest: draw.bankDigest,
      blueprintDigest: draw.blueprintDigest,
      table: certificateTable(draw.form, draw.stock.items, chosen),
    },
  };
}

function paperItems({ sections, stock }: Draw, chosen: number[][], generator: Generator): PaperItem[] {
  const items: PaperItem[] = [];
  sections.forEach(({ id, points }, section) => {
    for (const number of chosen[section] ?? []) {
      const item = stock.items[number];
      if (item !== undefined) items.push(paperItem(item, id, points, generator));
    }
  });
  return items;
}

function paperItem(item: StockItem, section: string, points: number, generator: Generator): PaperItem {
  const { id, version, difficulty, stratum } = item;
  const { type, area, topic } = stratum;
  const options: number[] = [];
  for (let option = 0; option < item.options; option += 1) options.push(option);
  shuffle(options, generator);
  return { id, version, section, type, area, topic, difficulty, points, options };
}
