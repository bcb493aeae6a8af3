import { chmodSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readSync } from "node:fs";
import path from "node:path";
import Sqlite, { type Database } from "better-sqlite3";
import { migrate, unknownMigrations } from "./migrate.ts";

/** The file cannot be used as it is; it has been left as it was. */
export class UnusableDatabase extends Error {}

/** Opens or creates a database of ours and brings its schema up to date. Throws UnusableDatabase. */
export async function openDatabase(file: string): Promise<Database> {
  if (!existsSync(file)) create(file);
  refuseForeign(file);
  syncLeftovers(file);
  const db = connect(file);
  try {
    refuseDamaged(db, file);
    refuseNewer(db, file);
    await prepare(db);
    return db;
  } catch (failure) {
    db.close();
    throw failure;
  }
}

/** The file is made before SQLite sees it, because SQLite would make it readable by everyone. */
function create(file: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, "a", 0o600));
}

/** "KCHG": marks a database file as ours, see https://www.sqlite.org/pragma.html#pragma_application_id. */
export const applicationId = 0x4b434847;
export const magic = "SQLite format 3\0";

/**
 * Looks at the raw header before SQLite opens the file, because opening could already write: recover
 * a journal, fold a write-ahead log. An empty file is one whose creation was cut short, and so is one
 * that begins with zeros beside a journal that can still undo it: the power went in the first start.
 */
function refuseForeign(file: string): void {
  const header = readHeader(file);
  if (header.length === 0) return;
  if (header.every((byte) => byte === 0) && existsSync(`${file}-journal`)) return;
  const isSqlite = header.length === 100 && header.toString("latin1", 0, magic.length) === magic;
  if (isSqlite && header.readUInt32BE(68) === applicationId) return;
  throw new UnusableDatabase(
    `${file} 不是考场的数据库，未作改动 (not a database of this program; left as it is)`,
  );
}

/** The first 100 bytes: https://www.sqlite.org/fileformat2.html#the_database_header. */
function readHeader(file: string): Buffer {
  const descriptor = openSync(file, "r");
  try {
    const buffer = Buffer.alloc(100);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(descriptor);
  }
}

/**
 * What a killed process wrote and did not sync is read as committed, but would go with the power.
 * SQLite does not sync it when it opens, so it is done before anyone is told that it is there.
 */
function syncLeftovers(file: string): void {
  const log = `${file}-wal`;
  if (!existsSync(log)) return;
  const descriptor = openSync(log, "r+");
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function connect(file: string): Database {
  const db = new Sqlite(file);
  chmodSync(file, 0o600);
  return db;
}

function refuseNewer(db: Database, file: string): void {
  const unknown = unknownMigrations(db);
  if (unknown.length === 0) return;
  throw new UnusableDatabase(
    `${file} 由更新版本的程序写成（${unknown.join("、")}），请升级程序；数据未作改动 (written by a newer version; left as it is)`,
  );
}

/** Throws UnusableDatabase with what SQLite says of the damage. */
function refuseDamaged(db: Database, file: string): void {
  const fault = damage(db);
  if (fault === null) return;
  throw new UnusableDatabase(`${file} 已损坏，请从备份恢复 (damaged; restore a backup): ${fault}`);
}

/** Reading a log of this size takes 0.1 s; a year of sittings is many times that. */
const checkedLogBytes = 128 * 1024 * 1024;

/**
 * Checks what cannot be made again: every table but the items and pictures, of which there may be
 * 100,000 and which can be loaded anew. Of a log that has grown large only what is still being sat is
 * read at a start, event by event against its hashes, so that a restart in the middle of an exam does not
 * wait for the sittings of last year; `kaochang rebuild` reads it all. Null when all is well.
 */
function damage(db: Database): string | null {
  try {
    return (
      checkedTables(db)
        .filter((table) => table !== "event" || sizeOf(db) <= checkedLogBytes)
        .map((table) => String(db.pragma(`quick_check('${table}')`, { simple: true })))
        .find((verdict) => verdict !== "ok") ?? null
    );
  } catch (failure) {
    if (failure instanceof Sqlite.SqliteError && /CORRUPT|NOTADB/.test(failure.code)) return failure.message;
    throw failure;
  }
}

function sizeOf(db: Database): number {
  return Number(db.pragma("page_count", { simple: true })) * Number(db.pragma("page_size", { simple: true }));
}

function checkedTables(db: Database): string[] {
  return db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('item', 'media', 'photo')",
    )
    .pluck()
    .all();
}

/**
 * What every connection sets for itself. FULL: a commit of the write-ahead log is on disk when it
 * returns. The timeout outlasts what the other connection may write at once: a sitting of 2,000 papers.
 */
export const connectionPragmas = ["busy_timeout = 10000", "foreign_keys = ON", "synchronous = FULL"];

/** The mark of ours goes in before write-ahead logging, so that it stands in the file itself from the start. */
async function prepare(db: Database): Promise<void> {
  if (db.pragma("application_id", { simple: true }) !== applicationId) {
    db.pragma(`application_id = ${applicationId}`);
  }
  db.pragma("journal_mode = WAL");
  for (const pragma of connectionPragmas) db.pragma(pragma);
  await migrate(db);
}
