import type { FontTables } from "./woff.ts";

/**
 * Writes tables as a TrueType file. Checksums stay zero: the file is read by the PDF library only, which
 * takes single outlines out of it.
 */
export function writeSfnt(tables: FontTables): Buffer {
  const sorted = [...tables].sort(([a], [b]) => (a < b ? -1 : 1));
  const head = Buffer.alloc(12 + sorted.length * 16);
  head.writeUInt32BE(0x00010000, 0);
  head.writeUInt16BE(sorted.length, 4);
  let offset = head.length;
  const bodies = sorted.map(([tag, table], index) => {
    const at = 12 + index * 16;
    head.write(tag, at, "latin1");
    head.writeUInt32BE(offset, at + 8);
    head.writeUInt32BE(table.length, at + 12);
    const body = Buffer.concat([table, Buffer.alloc(-table.length & 3)]);
    offset += body.length;
    return body;
  });
  return Buffer.concat([head, ...bodies]);
}

/** A `name` table with the PostScript name alone, which a PDF shows as the font's. */
export function nameTable(postscriptName: string): Buffer {
  const text = Buffer.from(postscriptName, "utf16le").swap16();
  const head = Buffer.alloc(18);
  [0, 1, 18, 3, 1, 0x409, 6, text.length, 0].forEach((word, index) => {
    head.writeUInt16BE(word, index * 2);
  });
  return Buffer.concat([head, text]);
}
