import { type DrawResult, drawPaper, prepareDraw } from "./assemble.ts";
import type { Blueprint } from "./blueprint.ts";
import { sha256 } from "./digest.ts";
import type { IndexEntry } from "./draw-index.ts";
import type { Paper } from "./paper.ts";
import { seedState, shuffle, withGenerator } from "./random.ts";
import type { Shortage } from "./stock.ts";

/** Items that a candidate has had before, by the hash of the seed of the paper that is to do without them. */
export type SeenItems = Readonly<Record<string, readonly string[]>>;

/** Which items a seed's paper does without; undefined for a paper that is drawn from the whole bank. */
export function seenBy(seen: SeenItems | undefined, seed: string): readonly string[] | undefined {
  return seen?.[sha256(seed)];
}

/**
 * A make-up paper 补考: drawn from the items that its candidate has not had. Where a stratum is short without
 * those, just as many of them come back as it lacks, chosen by the seed, so the paper repeats as little as the
 * bank allows. The same index, blueprint, items and seed give the same paper, byte for byte.
 */
export function drawUnseen(
  index: readonly IndexEntry[],
  blueprint: Blueprint,
  seen: readonly string[],
  seed: string,
): DrawResult {
  const known = new Set(seen);
  const back = inChanceOrder(
    index.filter(({ id }) => known.has(id)),
    seed,
  );
  let entries = index.filter(({ id }) => !known.has(id));
  for (;;) {
    const prepared = prepareDraw(entries, blueprint);
    if (prepared.ok) {
      const drawn = drawPaper(prepared.draw, seed);
      if (drawn.ok || back.length === 0) return drawn;
      // Enemies spoil what is left: everything may come back.
      entries = [...entries, ...back.splice(0)];
      continue;
    }
    const { refusal } = prepared;
    const returned = refusal.code === "short-stratum" ? takeBack(back, refusal.shortages) : [];
    if (returned.length === 0) return { ok: false, refusal };
    entries = [...entries, ...returned];
  }
}

/** How many items of a paper its candidate has had before. */
export function repeatsIn(paper: Pick<Paper, "items">, seen: readonly string[]): number {
  const known = new Set(seen);
  return paper.items.filter(({ id }) => known.has(id)).length;
}

function inChanceOrder(entries: readonly IndexEntry[], seed: string): IndexEntry[] {
  const order = [...entries].sort((a, b) => (a.id < b.id ? -1 : 1));
  withGenerator(seedState(`${seed}/seen`), (generator) => shuffle(order, generator));
  return order;
}

/** Takes what each short stratum lacks out of `back`. */
function takeBack(back: IndexEntry[], short: readonly Shortage[]): IndexEntry[] {
  const taken: IndexEntry[] = [];
  for (const { area, type, difficulty, needed, available } of short) {
    for (let missing = needed - available; missing > 0; missing -= 1) {
      const place = back.findIndex(
        (entry) =>
          entry.area === area && entry.type === type && (difficulty ?? entry.difficulty) === entry.difficulty,
      );
      if (place < 0) break;
      taken.push(...back.splice(place, 1));
    }
  }
  return taken;
}
