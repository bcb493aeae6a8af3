import type { FontTables } from "./woff.ts";

/** One outline with its advance width in font units; a composite names others by their place in `glyphsOf`. */
export interface Glyph {
  outline: Buffer;
  advance: number;
  bearing: number;
}

/** The outlines of a TrueType font in the order of their ids. */
export function glyphsOf(tables: FontTables): Glyph[] {
  const glyf = tableOf(tables, "glyf");
  const hmtx = tableOf(tables, "hmtx");
  const metrics = tableOf(tables, "hhea").readUInt16BE(34);
  const places = placesOf(tables);
  return places.slice(1).map((end, id) => ({
    outline: glyf.subarray(places[id], end),
    ...metricOf(hmtx, metrics, id),
  }));
}

export function tableOf(tables: FontTables, tag: string): Buffer {
  const table = tables.get(tag);
  if (!table) throw new Error(`the font has no table ${tag}`);
  return table;
}

/** `loca`: where each outline begins, and where the last one ends. */
function placesOf(tables: FontTables): number[] {
  const loca = tableOf(tables, "loca");
  const long = tableOf(tables, "head").readInt16BE(50) === 1;
  const count = tableOf(tables, "maxp").readUInt16BE(4) + 1;
  return Array.from({ length: count }, (_, id) =>
    long ? loca.readUInt32BE(id * 4) : loca.readUInt16BE(id * 2) * 2,
  );
}

/** Glyphs behind the last full metric share its advance and have only a bearing. */
function metricOf(hmtx: Buffer, metrics: number, id: number): Pick<Glyph, "advance" | "bearing"> {
  const shared = Math.min(id, metrics - 1);
  const bearingAt = id < metrics ? id * 4 + 2 : metrics * 4 + (id - metrics) * 2;
  return { advance: hmtx.readUInt16BE(shared * 4), bearing: hmtx.readInt16BE(bearingAt) };
}

const wordArguments = 1;
const scale = 8;
const moreComponents = 32;
const twoScales = 64;
const matrix = 128;

/** A copy of an outline in which a composite's parts are named by their new ids; other outlines stay as they are. */
export function renumbered(outline: Buffer, idOf: (id: number) => number): Buffer {
  if (outline.length === 0 || outline.readInt16BE(0) >= 0) return outline;
  const copy = Buffer.from(outline);
  let at = 10;
  let flags = moreComponents;
  while (flags & moreComponents) {
    flags = copy.readUInt16BE(at);
    copy.writeUInt16BE(idOf(copy.readUInt16BE(at + 2)), at + 2);
    at += 4 + (flags & wordArguments ? 4 : 2) + transformBytes(flags);
  }
  return copy;
}

function transformBytes(flags: number): number {
  if (flags & scale) return 2;
  if (flags & twoScales) return 4;
  return flags & matrix ? 8 : 0;
}
