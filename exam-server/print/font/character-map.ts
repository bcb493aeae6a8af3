import { tableOf } from "./glyphs.ts";
import type { FontTables } from "./woff.ts";

/** Characters (code points) and the ids of their glyphs. */
export type CharacterMap = Map<number, number>;

/** Reads `cmap`, formats 12 and 4 (OpenType 1.9, "cmap"), which are all that web fonts carry. */
export function readCharacterMap(tables: FontTables): CharacterMap {
  const cmap = tableOf(tables, "cmap");
  const found: CharacterMap = new Map();
  for (let index = 0; index < cmap.readUInt16BE(2); index++) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4));
    const pairs = table.readUInt16BE(0) === 12 ? groups(table) : segments(table);
    for (const [character, glyph] of pairs) if (glyph !== 0) found.set(character, glyph);
  }
  return found;
}

function* groups(table: Buffer): Generator<[number, number]> {
  for (let index = 0; index < table.readUInt32BE(12); index++) {
    const at = 16 + index * 12;
    const [first, last, glyph] = [0, 4, 8].map((offset) => table.readUInt32BE(at + offset));
    if (first === undefined || last === undefined || glyph === undefined) return;
    for (let character = first; character <= last; character++) yield [character, glyph + character - first];
  }
}

/** Format 4: parallel arrays of segment ends, starts, deltas and offsets into the glyph ids behind them. */
function* segments(table: Buffer): Generator<[number, number]> {
  if (table.readUInt16BE(0) !== 4) return;
  const bytes = table.readUInt16BE(6);
  for (let at = 0; at < bytes; at += 2) {
    const last = table.readUInt16BE(14 + at);
    const first = table.readUInt16BE(16 + bytes + at);
    const delta = table.readUInt16BE(16 + 2 * bytes + at);
    const offsetAt = 16 + 3 * bytes + at;
    const offset = table.readUInt16BE(offsetAt);
    for (let character = first; character <= last && character < 0xffff; character++) {
      const inArray = offset && table.readUInt16BE(offsetAt + offset + 2 * (character - first));
      if (offset && inArray === 0) continue;
      yield [character, ((offset ? inArray : character) + delta) & 0xffff];
    }
  }
}

/** Writes `cmap` with one table of format 12 for all of Unicode. */
export function writeCharacterMap(map: CharacterMap): Buffer {
  const runs = runsOf(map);
  const table = Buffer.alloc(12 + 16 + runs.length * 12);
  table.writeUInt16BE(1, 2);
  table.writeUInt16BE(3, 4);
  table.writeUInt16BE(10, 6);
  table.writeUInt32BE(12, 8);
  table.writeUInt16BE(12, 12);
  table.writeUInt32BE(16 + runs.length * 12, 16);
  table.writeUInt32BE(runs.length, 24);
  runs.forEach(({ first, last, glyph }, index) => {
    [first, last, glyph].forEach((value, place) => {
      table.writeUInt32BE(value, 28 + index * 12 + place * 4);
    });
  });
  return table;
}

interface Run {
  first: number;
  last: number;
  glyph: number;
}

/** Neighbouring characters with neighbouring glyphs, in order. */
function runsOf(map: CharacterMap): Run[] {
  const runs: Run[] = [];
  for (const [character, glyph] of [...map].sort(([a], [b]) => a - b)) {
    const run = runs.at(-1);
    if (run && run.last + 1 === character && run.glyph + character - run.first === glyph)
      run.last = character;
    else runs.push({ first: character, last: character, glyph });
  }
  return runs;
}
