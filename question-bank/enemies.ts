import type { IndexEntry } from "./draw-index.ts";
import type { Guard } from "./sampler.ts";

/** Per item that has any, the items that it must not meet. */
export type EnemyLists = ReadonlyMap<number, ReadonlySet<number>>;

/**
 * Who must not meet whom, by place in `items`. Enmity named on one side holds on both; ids that cannot
 * be drawn here are left out.
 */
export function enemyLists(items: readonly { id: string }[], entries: readonly IndexEntry[]): EnemyLists {
  const place = new Map(items.map(({ id }, index) => [id, index]));
  const lists = new Map<number, Set<number>>();
  const setAgainst = (item: number, enemy: number) => {
    const list = lists.get(item) ?? new Set();
    lists.set(item, list.add(enemy));
  };
  for (const { id, enemies } of entries) {
    const item = place.get(id);
    for (const enemyId of item === undefined ? [] : enemies) {
      const enemy = place.get(enemyId);
      if (item === undefined || enemy === undefined || item === enemy) continue;
      setAgainst(item, enemy);
      setAgainst(enemy, item);
    }
  }
  return lists;
}

/** For one paper: admits an item unless an enemy of it was admitted before. */
export function createGuard(enemies: EnemyLists): Guard {
  if (enemies.size === 0) return null;
  const blocked = new Set<number>();
  return (item) => {
    if (blocked.has(item)) return false;
    for (const enemy of enemies.get(item) ?? []) blocked.add(enemy);
    return true;
  };
}
