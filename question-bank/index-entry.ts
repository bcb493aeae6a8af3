import type { IndexEntry } from "./draw-index.ts";
import { type Item, interaction } from "./item.ts";

/** The stem-free entry of one item. Area and topic come from `syllabus[0]`; a bare area is its own topic. */
export function toIndexEntry(item: Item): IndexEntry {
  const [area = "", topic] = (item.syllabus[0] ?? "").split(".");
  return {
    id: item.id,
    version: item.version,
    type: item.type,
    area,
    topic: topic === undefined ? area : `${area}.${topic}`,
    difficulty: item.difficulty,
    options: interaction(item.type).shuffledOptions(item),
    enemies: [...item.enemies],
  };
}

/** What papers are drawn from: active items only; drafts and retired ones never enter an index. */
export function drawIndex(items: readonly Item[]): IndexEntry[] {
  return items.filter(({ status }) => status === "active").map(toIndexEntry);
}
