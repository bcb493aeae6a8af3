import { type DrawRefusal, drawPaper, prepareDraw } from "./assemble.ts";
import type { Blueprint } from "./blueprint.ts";
import type { IndexEntry } from "./draw-index.ts";
import type { Difficulty } from "./item-base.ts";
import { poolOf } from "./stock.ts";

/** How often an item came up, against the other items of its stratum. */
export interface Inclusion {
  id: string;
  area: string;
  topic: string;
  type: string;
  /** Null where the blueprint pools all difficulties. */
  difficulty: Difficulty | null;
  enemies: number;
  /** Papers it stood on. */
  drawn: number;
  /** Mean of its stratum; without enemies `drawn` differs from it by chance alone. */
  expected: number;
}

export type InclusionResult =
  | { ok: true; papers: number; items: Inclusion[] }
  | { ok: false; refusal: DrawRefusal };

/**
 * Draws `papers` papers (seeds `inclusion-1`, `inclusion-2`, …) and counts each item that the blueprint
 * can use: enemies keep one another out, and this is by how much. Order: as in the index, by id.
 */
export function inclusion(
  index: readonly IndexEntry[],
  blueprint: Blueprint,
  papers: number,
): InclusionResult {
  const prepared = prepareDraw(index, blueprint);
  if (!prepared.ok) return prepared;
  const counts = new Map<string, number>();
  for (let number = 1; number <= papers; number += 1) {
    const drawn = drawPaper(prepared.draw, `inclusion-${number}`);
    if (!drawn.ok) return drawn;
    for (const { id } of drawn.paper.items) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const { items, pools } = prepared.draw.stock;
  const enemies = prepared.draw.enemies;
  const rows = items.map(({ id, difficulty, stratum: { area, topic, type } }, item): Inclusion => {
    const pooled = pools[poolOf(pools, { type, difficulty })]?.difficulty ?? null;
    const drawn = counts.get(id) ?? 0;
    return {
      id,
      area,
      topic,
      type,
      difficulty: pooled,
      enemies: enemies.get(item)?.size ?? 0,
      drawn,
      expected: 0,
    };
  });
  return { ok: true, papers, items: withExpectation(rows) };
}

function withExpectation(rows: Inclusion[]): Inclusion[] {
  const strata = new Map<string, { drawn: number; items: number }>();
  for (const row of rows) {
    const stratum = strata.get(stratumOf(row)) ?? { drawn: 0, items: 0 };
    stratum.drawn += row.drawn;
    stratum.items += 1;
    strata.set(stratumOf(row), stratum);
  }
  return rows
    .map((row) => {
      const { drawn, items } = strata.get(stratumOf(row)) ?? { drawn: 0, items: 1 };
      return { ...row, expected: drawn / items };
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function stratumOf({ topic, area, type, difficulty }: Inclusion): string {
  return `${area} ${topic} ${type} ${difficulty}`;
}
