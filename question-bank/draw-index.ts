import type { Difficulty } from "./item-base.ts";

/**
 * What the draw needs to know of an item and no more: no stem, no option text, no key. Because it
 * holds no secret, the index of a bank can be published and anyone can re-draw a paper from it.
 */
export interface IndexEntry {
  id: string;
  version: number;
  type: string;
  area: string;
  topic: string;
  difficulty: Difficulty;
  /** How many options are shuffled; 0 when none are. */
  options: number;
  enemies: string[];
}
