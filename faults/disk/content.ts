/** What a file holds: `bytes` may be longer than `size`, and is zero from there on. */
export interface Content {
  bytes: Buffer;
  size: number;
}

/** A change to a file's content. */
export type Change = { op: "write"; offset: number; bytes: Buffer } | { op: "truncate"; size: number };

export function emptyContent(): Content {
  return { bytes: Buffer.alloc(0), size: 0 };
}

export function copyOf({ bytes, size }: Content): Content {
  return { bytes: Buffer.from(bytes.subarray(0, size)), size };
}

/** Applies a change in place. What a file skips reads as zeros. */
export function apply(content: Content, change: Change): void {
  if (change.op === "truncate") resize(content, change.size);
  else overlay(content, change.offset, change.bytes);
}

function resize(content: Content, size: number): void {
  if (size < content.size) content.bytes.fill(0, size, content.size);
  reserve(content, size);
  content.size = size;
}

function overlay(content: Content, offset: number, bytes: Buffer): void {
  const end = offset + bytes.length;
  reserve(content, end);
  bytes.copy(content.bytes, offset);
  content.size = Math.max(content.size, end);
}

/** Grows by doubling, so that a file written piece by piece is copied a few times only. */
function reserve(content: Content, size: number): void {
  if (size <= content.bytes.length) return;
  const grown = Buffer.alloc(Math.max(size, 2 * content.bytes.length));
  content.bytes.copy(grown, 0, 0, content.size);
  content.bytes = grown;
}
