import { inflateSync } from "node:zlib";

/** The tables of a font file by their tags, as they stand in an uncompressed font. */
export type FontTables = ReadonlyMap<string, Buffer>;

/** `wOFF`, the first four bytes (WOFF File Format 1.0, W3C Recommendation 2012, section 3). */
const signature = 0x774f4646;
const headerBytes = 44;
const entryBytes = 20;

/** Unpacks a WOFF 1.0 file. Throws when it is none. */
export function readWoff(file: Buffer): FontTables {
  if (file.readUInt32BE(0) !== signature) throw new Error("not a WOFF file");
  const count = file.readUInt16BE(12);
  const entries = Array.from({ length: count }, (_, index) => headerBytes + index * entryBytes);
  return new Map(entries.map((at) => [file.toString("latin1", at, at + 4), tableAt(file, at)]));
}

/** Directory entry: tag, offset, length as stored, length as it was, checksum. Equal lengths: not compressed. */
function tableAt(file: Buffer, at: number): Buffer {
  const offset = file.readUInt32BE(at + 4);
  const stored = file.readUInt32BE(at + 8);
  const bytes = file.subarray(offset, offset + stored);
  return stored === file.readUInt32BE(at + 12) ? bytes : inflateSync(bytes);
}
