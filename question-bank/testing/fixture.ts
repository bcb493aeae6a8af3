import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { Item } from "../item.ts";

const root = fileURLToPath(new URL("../../fixtures", import.meta.url));

export function fixture(...parts: string[]): string {
  return path.join(root, ...parts);
}

/** One type's sample: an item, responses with the tally that each must get, and responses to refuse. */
export interface Sample {
  type: string;
  item: Item;
  responses: { response: unknown; right: number; wrong: number; of: number }[];
  invalid: unknown[];
}

/** The samples of all interaction types: a new type adds a file and is tested by what stands. */
export function samples(): Sample[] {
  const folder = fixture("samples", "interactions");
  return readdirSync(folder).map((name) => ({
    type: path.basename(name, ".json"),
    ...(JSON.parse(readFileSync(path.join(folder, name), "utf8")) as Omit<Sample, "type">),
  }));
}
