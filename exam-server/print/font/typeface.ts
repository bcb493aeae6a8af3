import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { type MergedFont, mergeSlices } from "./merge.ts";
import { readWoff } from "./woff.ts";

/** The weights that documents are set in. */
export interface Typeface {
  regular: MergedFont;
  bold: MergedFont;
}

/** Noto Sans SC from its npm package. A quarter of a second of work and 9 MB, once for a print thread. */
export async function loadTypeface(): Promise<Typeface> {
  const folder = path.join(
    path.dirname(createRequire(import.meta.url).resolve("@fontsource/noto-sans-sc/LICENSE")),
    "files",
  );
  const names = await readdir(folder);
  const load = async (weight: 400 | 700, style: string) =>
    mergeSlices(await slicesOf(folder, names, weight), `NotoSansSC-${style}`);
  return { regular: await load(400, "Regular"), bold: await load(700, "Bold") };
}

/** Digits and letters stand in several slices: those of the Latin one come first and count. The file of common characters only repeats others. */
async function slicesOf(folder: string, names: readonly string[], weight: number) {
  const ending = `-${weight}-normal.woff`;
  const latin = `noto-sans-sc-latin${ending}`;
  const others = names.filter(
    (name) => name.endsWith(ending) && name !== latin && !name.includes("chinese-simplified"),
  );
  return Promise.all(
    [latin, ...others.sort()].map(async (name) => readWoff(await readFile(path.join(folder, name)))),
  );
}
