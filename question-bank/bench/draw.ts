import { type Draw, drawPaper, prepareDraw } from "../assemble.ts";
import { candidateSeed } from "../candidate-seed.ts";
import { drawCells } from "../cell-plan.ts";
import { sha256 } from "../digest.ts";
import { type Generator, seedState, shuffle, withGenerator } from "../random.ts";
import type { StockItem } from "../stock.ts";
import { blueprintOf, form100 } from "../testing/level3.ts";
import { syntheticIndex } from "../testing/synthetic-index.ts";
import { atLeast, atMost, type BenchResult } from "./result.ts";

const secret = sha256("bench");

/**
 * Papers of 100 items a second on one core, each with its HMAC seed, options shuffled and certificate;
 * the same from a bank a hundred times smaller; and the draw that filters and shuffles the bank per paper.
 */
export async function bench(): Promise<BenchResult[]> {
  const large = prepared(100_000);
  const small = prepared(1_000);
  const [fast = 0, fromSmall = 0, naive = 0] = perSecond([
    (number) => drawPaper(large, seedOf(number)),
    (number) => drawPaper(small, seedOf(number)),
    (number) => naiveDraw(large, seedOf(number)),
  ]);
  return [
    atLeast("draw: papers of 100 items from 100,000", fast, "papers/s", 6_000),
    atLeast("draw: times the naive draw", fast / naive, "×", 60),
    atMost("draw: cost from 100,000 items over cost from 1,000", fromSmall / fast, "×", 2),
    { name: "draw: naive draw (filter and shuffle the bank)", value: naive, unit: "papers/s" },
    { name: "draw: making a bank of 100,000 ready", value: secondsToPrepare(), unit: "s" },
  ];
}

function prepared(size: number): Draw {
  const result = prepareDraw(syntheticIndex(size), blueprintOf(form100));
  if (!result.ok) throw new Error(result.refusal.message);
  return result.draw;
}

function secondsToPrepare(): number {
  const index = syntheticIndex(100_000);
  const start = performance.now();
  prepareDraw(index, blueprintOf(form100));
  return (performance.now() - start) / 1000;
}

function seedOf(number: number): string {
  return candidateSeed(secret, "bench", `${number}`);
}

/** Best of six turns each, taken in rotation: other work on the machine only ever makes a turn slower. */
function perSecond(works: ((number: number) => unknown)[]): number[] {
  const best = works.map(() => 0);
  for (let turn = 0; turn < 6; turn += 1) {
    works.forEach((work, index) => {
      best[index] = Math.max(best[index] ?? 0, run(work, 300));
    });
  }
  return best;
}

function run(work: (number: number) => unknown, milliseconds: number): number {
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < milliseconds) {
    work(count);
    count += 1;
  }
  return (count * 1000) / (performance.now() - start);
}

/** What most engines do: keep the items that fit, shuffle them all, take the first that fill the cells. */
function naiveDraw(draw: Draw, seed: string): StockItem[] {
  const [items] = withGenerator(seedState(seed), (generator) => {
    const cells = drawCells(draw.plan, generator);
    const codes = draw.blueprint.areas.map(({ code }) => code);
    const types = draw.blueprint.sections.map(({ type }) => type);
    const fitting = draw.stock.items.filter(
      ({ stratum }) => codes.includes(stratum.area) && types.includes(stratum.type),
    );
    shuffle(fitting, generator);
    return fitting.filter((entry) => fillCell(cells, codes, types, entry, generator));
  });
  return items;
}

function fillCell(
  cells: Int32Array,
  codes: string[],
  types: string[],
  { stratum, options }: StockItem,
  generator: Generator,
): boolean {
  const cell = codes.indexOf(stratum.area) * types.length + types.indexOf(stratum.type);
  if ((cells[cell] ?? 0) === 0) return false;
  cells[cell] = (cells[cell] ?? 0) - 1;
  shuffle([...Array(options).keys()], generator);
  return true;
}
