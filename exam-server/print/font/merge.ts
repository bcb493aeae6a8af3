import { type CharacterMap, readCharacterMap, writeCharacterMap } from "./character-map.ts";
import { type Glyph, glyphsOf, renumbered, tableOf } from "./glyphs.ts";
import { missingGlyph } from "./missing-glyph.ts";
import { nameTable, writeSfnt } from "./sfnt.ts";
import type { FontTables } from "./woff.ts";

/** A font as one file, and what it can draw. */
export interface MergedFont {
  /** TrueType, without hints and layout features. */
  file: Buffer;
  characters: ReadonlySet<number>;
}

/**
 * Puts the slices of one typeface at one weight together again: web fonts come as a hundred files by
 * ranges of characters, a PDF wants one. Of a character in several slices the first counts; what none of
 * them has is taken from `fallback`, another typeface. Throws when there is no slice or when the units per em
 * differ.
 */
export function mergeSlices(
  slices: readonly FontTables[],
  postscriptName: string,
  fallback?: FontTables,
): MergedFont {
  const [model] = slices;
  if (!model) throw new Error("no font to merge");
  const unitsPerEm = unitsOf(model);
  const glyphs: Glyph[] = [missingGlyph(unitsPerEm)];
  const map: CharacterMap = new Map();
  for (const slice of slices) {
    if (unitsOf(slice) !== unitsPerEm) throw new Error("slices of different designs");
    append(slice, glyphs, map);
  }
  if (fallback) {
    if (unitsOf(fallback) !== unitsPerEm) throw new Error("a fallback of another scale");
    fillIn(fallback, glyphs, map);
  }
  return {
    file: writeSfnt(tablesOf(model, glyphs, map, postscriptName)),
    characters: new Set(map.keys()),
  };
}

const unitsOf = (tables: FontTables): number => tableOf(tables, "head").readUInt16BE(18);

function append(slice: FontTables, glyphs: Glyph[], map: CharacterMap): void {
  const base = glyphs.length;
  for (const { outline, ...metric } of glyphsOf(slice)) {
    glyphs.push({ outline: renumbered(outline, (id) => base + id), ...metric });
  }
  for (const [character, glyph] of readCharacterMap(slice)) {
    if (!map.has(character)) map.set(character, base + glyph);
  }
}

/**
 * Takes over the glyphs of characters that are not there yet, and the parts that those are made of; not of
 * one that stands for others (the radical ⽂ for the character 文) that are there in the own design.
 */
function fillIn(fallback: FontTables, glyphs: Glyph[], map: CharacterMap): void {
  const theirs = glyphsOf(fallback);
  const taken = new Map<number, number>();
  const take = (id: number): number => {
    const known = taken.get(id);
    if (known !== undefined) return known;
    const found = theirs[id];
    if (!found) return 0;
    const place = glyphs.push(found) - 1;
    taken.set(id, place);
    glyphs[place] = { ...found, outline: renumbered(found.outline, take) };
    return place;
  };
  for (const [character, glyph] of readCharacterMap(fallback)) {
    if (!map.has(character) && !common(character).every((own) => map.has(own))) {
      map.set(character, take(glyph));
    }
  }
}

function common(character: number): number[] {
  return [...String.fromCodePoint(character).normalize("NFKC")].map((sign) => sign.codePointAt(0) ?? 0);
}

function tablesOf(
  model: FontTables,
  glyphs: readonly Glyph[],
  map: CharacterMap,
  postscriptName: string,
): FontTables {
  return new Map([
    ...(["OS/2", "post"] as const).map((tag): [string, Buffer] => [tag, tableOf(model, tag)]),
    ["head", changed(tableOf(model, "head"), 50, 1)],
    ["hhea", changed(tableOf(model, "hhea"), 34, glyphs.length)],
    ["maxp", changed(tableOf(model, "maxp"), 4, glyphs.length)],
    ["cmap", writeCharacterMap(map)],
    ["name", nameTable(postscriptName)],
    ["hmtx", metricsOf(glyphs)],
    ...outlinesOf(glyphs),
  ]);
}

function changed(table: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(table);
  copy.writeUInt16BE(value, at);
  return copy;
}

function metricsOf(glyphs: readonly Glyph[]): Buffer {
  const hmtx = Buffer.alloc(glyphs.length * 4);
  glyphs.forEach(({ advance, bearing }, id) => {
    hmtx.writeUInt16BE(advance, id * 4);
    hmtx.writeInt16BE(bearing, id * 4 + 2);
  });
  return hmtx;
}

function outlinesOf(glyphs: readonly Glyph[]): [string, Buffer][] {
  const loca = Buffer.alloc((glyphs.length + 1) * 4);
  let end = 0;
  const padded = glyphs.map(({ outline }, id) => {
    const rest = -outline.length & 3;
    end += outline.length + rest;
    loca.writeUInt32BE(end, (id + 1) * 4);
    return rest === 0 ? outline : Buffer.concat([outline, Buffer.alloc(rest)]);
  });
  return [
    ["loca", loca],
    ["glyf", Buffer.concat(padded)],
  ];
}
