import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fixture, fixtureFiles } from "../fixtures.ts";

/** The shipped theory bank with the same picture in every single-choice item; its files in a folder of their own. */
export function picturedBank(): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), "kaochang-pictures-"));
  mkdirSync(path.join(folder, "media"));
  copyFileSync(fixture("samples", "banks", "media", "dot.png"), path.join(folder, "media", "dot.png"));
  return fixtureFiles("banks", "ecommerce-l3-theory").map((file) => {
    const bank = JSON.parse(readFileSync(file, "utf8")) as { items: { type: string; stem: string }[] };
    for (const item of bank.items) {
      if (item.type === "single-choice") item.stem += "\n\n![点](media/dot.png)";
    }
    const copy = path.join(folder, path.basename(file));
    writeFileSync(copy, JSON.stringify(bank));
    return copy;
  });
}
