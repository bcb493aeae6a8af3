import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const root = path.dirname(createRequire(import.meta.url).resolve("@kaochang/fixtures/package.json"));

/** Absolute path of something that ships with the product under fixtures/. */
export function fixture(...parts: string[]): string {
  return path.join(root, ...parts);
}

/** Every JSON file of a fixtures folder, sorted by name, so that loading order never depends on the disk. */
export function fixtureFiles(...parts: string[]): string[] {
  const folder = fixture(...parts);
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => path.join(folder, name));
}
