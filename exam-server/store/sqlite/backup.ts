import { closeSync, openSync, readSync, statSync } from "node:fs";
import Sqlite, { type Database } from "better-sqlite3";
import { genesis, hashOf } from "../../attempt/chain.ts";
import { attemptStream, sittingStream } from "../../attempt/sitting.ts";
import type { StoredEvent } from "../store.ts";
import { filesIn } from "./backup-files.ts";
import { applicationId, magic } from "./database.ts";
import { unknownMigrations } from "./migrate.ts";

/** The file is no backup that could be restored; the message says why, in Chinese. */
export class UnusableBackup extends Error {}

/**
 * What a backup holds. `files`: beside the database. `exam` and `wall`: time of its last event (0 and null
 * where there is none).
 */
export interface BackupContent {
  files: string[];
  bytes: number;
  sittings: number;
  streams: number;
  events: number;
  exam: number;
  wall: number | null;
}

/** Bytes that a copy of a database takes at most. */
export function databaseBytes(file: string): number {
  return reading(file, (db) => {
    return (
      Number(db.pragma("page_count", { simple: true })) * Number(db.pragma("page_size", { simple: true }))
    );
  });
}

/**
 * Copies a database, as it is at the moment of the call, into a new file (mode 0600), and blocks until it
 * is written; it is not yet synced. VACUUM INTO reads in one transaction, so a server that goes on writing
 * neither tears the copy nor waits for it; SQLite's backup interface would begin anew at every save.
 * Throws UnusableBackup when the file is not ours.
 */
export function copyDatabase(file: string, copy: string): void {
  closeSync(openSync(copy, "wx", 0o600));
  reading(file, (db) => {
    refuseForeign(db, file);
    db.prepare("VACUUM INTO ?").run(copy);
  });
}

/**
 * Reads a backup from end to end: the database's pages and references, the hash chain of every stream, that
 * no attempt and no sitting of the roster lacks its log, and the files beside the database. Changes nothing. Throws UnusableBackup.
 */
export function checkBackup(file: string): BackupContent {
  refuseRaw(file);
  try {
    return reading(file, (db) => {
      refuseForeign(db, file);
      refuseDamaged(db, file);
      const { names: files, damaged } = filesIn(db);
      if (damaged.length > 0) throw new UnusableBackup(`${file} 中的 ${damaged.join("、")} 已损坏 (damaged)`);
      return { bytes: statSync(file).size, files, ...contentOf(db, file) };
    });
  } catch (failure) {
    if (!(failure instanceof Sqlite.SqliteError)) throw failure;
    throw new UnusableBackup(`${file} 已损坏 (damaged): ${failure.message}`);
  }
}

function reading<T>(file: string, use: (db: Database) => T): T {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: 10_000 });
  try {
    return use(db);
  } finally {
    db.close();
  }
}

/** Bytes 18 and 19 of the header are 2 while a database is in use; a copy of such a file alone may lack its newest answers. */
function refuseRaw(file: string): void {
  const header = Buffer.alloc(20);
  const descriptor = openSync(file, "r");
  const length = readSync(descriptor, header, 0, header.length, 0);
  closeSync(descriptor);
  if (length < header.length || header.toString("latin1", 0, magic.length) !== magic) {
    throw new UnusableBackup(`${file} 不是考场的备份文件 (not a backup)`);
  }
  if (header[18] === 2 || header[19] === 2) {
    throw new UnusableBackup(
      `${file} 是直接复制的数据库，可能缺少最新的答案；请用 kaochang backup 做的文件 (a plain copy of a database)`,
    );
  }
}

function refuseForeign(db: Database, file: string): void {
  if (db.pragma("application_id", { simple: true }) !== applicationId) {
    throw new UnusableBackup(`${file} 不是考场的数据库 (not a database of this program)`);
  }
  const unknown = unknownMigrations(db);
  if (unknown.length > 0) {
    throw new UnusableBackup(`${file} 由更新版本的程序写成（${unknown.join("、")}），请先升级程序`);
  }
}

function refuseDamaged(db: Database, file: string): void {
  const verdict = String(db.pragma("integrity_check(1)", { simple: true }));
  if (verdict !== "ok") throw new UnusableBackup(`${file} 已损坏 (damaged): ${verdict}`);
  const dangling = db.pragma("foreign_key_check") as unknown[];
  if (dangling.length > 0)
    throw new UnusableBackup(`${file} 的名单不完整 (${dangling.length} dangling rows)`);
}

function contentOf(db: Database, file: string): Omit<BackupContent, "bytes" | "files"> {
  const { heads, events, last } = readChains(db, file);
  const attempts = db.prepare<[], string>("SELECT attempt FROM enrolment").pluck().all();
  const sittings = db.prepare<[], string>("SELECT id FROM sitting").pluck().all();
  const wanted = [...sittings.map(sittingStream), ...attempts.map(attemptStream)];
  const lost = wanted.filter((stream) => !heads.has(stream));
  if (lost.length > 0) throw new UnusableBackup(`${file} 缺少记录：${lost.slice(0, 5).join("、")}`);
  return {
    sittings: sittings.length,
    streams: heads.size,
    events,
    exam: last?.exam ?? 0,
    wall: last?.wall ?? null,
  };
}

/** Follows all streams at once, in the order of the log. */
function readChains(db: Database, file: string) {
  const heads = new Map<string, { version: number; hash: string }>();
  let events = 0;
  let last: StoredEvent | null = null;
  for (const event of db.prepare<[], StoredEvent>("SELECT * FROM event ORDER BY position").iterate()) {
    const { stream, version, previous, hash } = event;
    const head = heads.get(stream) ?? { version: 0, hash: genesis };
    if (version !== head.version + 1 || previous !== head.hash || hash !== hashOf(event)) {
      throw new UnusableBackup(`${file} 的记录 ${stream} 在第 ${version} 个事件处校验失败`);
    }
    heads.set(stream, { version, hash });
    events += 1;
    last = event;
  }
  return { heads, events, last: last as StoredEvent | null };
}
