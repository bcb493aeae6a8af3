import { z } from "zod";
import { type Difficulty, difficulties, itemId } from "./item-base.ts";

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

export const indexEntrySchema: z.ZodType<IndexEntry> = z.strictObject({
  id: itemId,
  version: z.int().min(1),
  type: z.string(),
  area: z.string(),
  topic: z.string(),
  difficulty: z.enum(difficulties),
  options: z.int().min(0).max(100),
  enemies: z.array(itemId),
});

/** A published index: the entries and the digest that certificates name as the bank's. */
export const indexFileSchema = z.strictObject({
  format: z.literal("kaochang-index/1"),
  digest: z.string(),
  entries: z.array(indexEntrySchema),
});

export type IndexFile = z.output<typeof indexFileSchema>;
