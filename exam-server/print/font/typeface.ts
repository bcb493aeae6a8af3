import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { type MergedFont, mergeSlices } from "./merge.ts";
import { type FontTables, readWoff } from "./woff.ts";

/** The weights that documents are set in. */
export interface Typeface {
  regular: MergedFont;
  bold: MergedFont;
}

/**
 * Noto Sans SC from its npm package; what it leaves out (33 characters of GB 2312, rare ones of names) comes
 * from LXGW WenKai, in one weight for both. Half a second of work and 28 MB, once for a print thread.
 */
export async function loadTypeface(): Promise<Typeface> {
  const folder = filesOf("@fontsource/noto-sans-sc");
  const names = await readdir(folder);
  const rare = await rareCharacters();
  const load = async (weight: 400 | 700, style: string) =>
    mergeSlices(await slicesOf(folder, names, weight), `NotoSansSC-${style}`, rare);
  return { regular: await load(400, "Regular"), bold: await load(700, "Bold") };
}

/** The package calls its one file Latin; it has the Chinese characters too. */
async function rareCharacters(): Promise<FontTables> {
  const file = path.join(filesOf("@fontsource/lxgw-wenkai"), "lxgw-wenkai-latin-500-normal.woff");
  return readWoff(await readFile(file));
}

function filesOf(name: string): string {
  const licence = createRequire(import.meta.url).resolve(`${name}/LICENSE`);
  return path.join(path.dirname(licence), "files");
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
