import { closeSync, openSync, readdirSync, readFileSync, readSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";

/** One operation on the simulated disk, as native/shim.c records it when it is done. */
export type Recorded = Operation & {
  /** Reading of CLOCK_MONOTONIC (`process.hrtime.bigint()`), nanoseconds. */
  at: bigint;
  /** Place in the log, in bytes: grows, and tells what was there when a sync began. */
  position: number;
  /** Inode number, in decimal; one that was freed may come back for a new file. */
  file: string;
};

/** Names are paths relative to the folder. */
export type Operation =
  | { op: "open"; name: string; size: number }
  | { op: "create"; name: string }
  | { op: "write"; offset: number; bytes: Buffer }
  | { op: "truncate"; size: number }
  /** `begun`: position in the log when the sync was asked for. */
  | { op: "sync"; begun: number }
  | { op: "sync-folder"; name: string; begun: number }
  | { op: "unlink"; name: string }
  | { op: "rename"; name: string; from: string };

/** In the order of shim.c's `enum op`, which begins at 1. */
const kinds = ["open", "create", "write", "truncate", "sync", "sync-folder", "unlink", "rename"] as const;
const headLength = 32;
const chunkLength = 1 << 20;

/** Reads a log from its beginning, about a megabyte at a time. An unfinished record ends it. */
export function* recordsOf(log: string): Generator<Recorded> {
  const descriptor = openSync(log, "r");
  try {
    let rest: Buffer = Buffer.alloc(0);
    let position = 0;
    for (;;) {
      const chunk = Buffer.alloc(chunkLength);
      const length = readSync(descriptor, chunk);
      if (length === 0) return;
      rest = Buffer.concat([rest, chunk.subarray(0, length)]);
      let used = 0;
      for (let size = sizeAt(rest, used); used + size <= rest.length; size = sizeAt(rest, used)) {
        yield decode(rest.subarray(used, used + size), position);
        used += size;
        position += size;
      }
      rest = rest.subarray(used);
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Length of the record that begins at a place; infinite while its head is incomplete. */
function sizeAt(bytes: Buffer, start: number): number {
  if (start + headLength > bytes.length) return Number.POSITIVE_INFINITY;
  return headLength + bytes.readUInt32LE(start + 24) + bytes.readUInt16LE(start + 28);
}

function decode(record: Buffer, position: number): Recorded {
  const at = record.readBigUInt64LE(0);
  const file = String(record.readBigUInt64LE(8));
  const start = headLength + record.readUInt16LE(28);
  return { at, file, position, ...operation(record, record.toString("utf8", headLength, start), start) };
}

function operation(record: Buffer, name: string, start: number): Operation {
  const op = kinds[record.readUInt16LE(30) - 1];
  const offset = Number(record.readBigInt64LE(16));
  const bytes = record.subarray(start);
  if (op === undefined) throw new Error("the log of the simulated disk is damaged");
  if (op === "open") return { op, name, size: offset };
  if (op === "write") return { op, offset, bytes };
  if (op === "truncate") return { op, size: offset };
  if (op === "sync") return { op, begun: offset };
  if (op === "sync-folder") return { op, name, begun: offset };
  if (op === "rename") return { op, name, from: bytes.toString() };
  return { op, name };
}

/** Begins a log with what already lies in the folder, as created, written and synced. */
export function beginRecording(folder: string, log: string): void {
  const records: Buffer[] = [];
  let position = 0;
  const put = (record: Buffer) => {
    records.push(record);
    position += record.length;
  };
  for (const name of filesIn(folder)) {
    const full = path.join(folder, name);
    const inode = statSync(full, { bigint: true }).ino;
    put(encode("create", inode, 0, name, Buffer.alloc(0)));
    put(encode("write", inode, 0, "", readFileSync(full)));
    put(encode("sync", inode, position, "", Buffer.alloc(0)));
  }
  writeFileSync(log, Buffer.concat(records));
}

/** SQLite's shared memory is left out here as in shim.c: no power cut leaves it. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith("-shm"))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

function encode(
  op: (typeof kinds)[number],
  inode: bigint,
  offset: number,
  name: string,
  bytes: Buffer,
): Buffer {
  const head = Buffer.alloc(headLength);
  const named = Buffer.from(name);
  head.writeBigUInt64LE(process.hrtime.bigint(), 0);
  head.writeBigUInt64LE(inode, 8);
  head.writeBigInt64LE(BigInt(offset), 16);
  head.writeUInt32LE(bytes.length, 24);
  head.writeUInt16LE(named.length, 28);
  head.writeUInt16LE(kinds.indexOf(op) + 1, 30);
  return Buffer.concat([head, named, bytes]);
}
