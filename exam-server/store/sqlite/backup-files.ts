import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { sha256 } from "@kaochang/question-bank/digest.ts";
import Sqlite, { type Database } from "better-sqlite3";

/**
 * Files of a data folder that a restored server needs besides the database: its own authority, which the
 * seats trust, with the server's certificate, and the last rehearsal's report. Everything else there lives
 * as long as a process or a print.
 */
export const filesBackedUp = ["tls/ca.pem", "tls/server.pem", "rehearsal.json"] as const;

interface KeptFile {
  name: string;
  sha256: string;
  bytes: Buffer;
}

/** Puts those that the folder has into a backup, so that a backup stays one file. */
export function putFiles(backup: string, dataDir: string): void {
  writing(backup, (db) => {
    db.exec(
      "CREATE TABLE kept_file (name TEXT PRIMARY KEY, sha256 TEXT NOT NULL, bytes BLOB NOT NULL) STRICT",
    );
    const put = db.prepare("INSERT INTO kept_file (name, sha256, bytes) VALUES (?, ?, ?)");
    for (const name of filesBackedUp) {
      const file = path.join(dataDir, name);
      if (!existsSync(file)) continue;
      const bytes = readFileSync(file);
      put.run(name, sha256(bytes), bytes);
    }
  });
}

/** Names of the files that a backup has, in order, and those among them that are not what was put there. */
export function filesIn(db: Database): { names: string[]; damaged: string[] } {
  const kept = keptFiles(db);
  const known = new Set<string>(filesBackedUp);
  const damaged = kept.filter((one) => !known.has(one.name) || sha256(one.bytes) !== one.sha256);
  return { names: kept.map(({ name }) => name), damaged: damaged.map(({ name }) => name) };
}

/**
 * Moves the files out of a checked copy of a backup into a data folder, readable by their owner only. What
 * the copy had of them is overwritten, because it becomes the database that servers run on.
 */
export function takeFiles(copy: string, dataDir: string): void {
  writing(copy, (db) => {
    for (const { name, bytes } of keptFiles(db)) {
      const file = path.join(dataDir, name);
      mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(file, bytes, { mode: 0o600, flag: "wx", flush: true });
    }
    db.pragma("secure_delete = ON");
    db.exec("DROP TABLE IF EXISTS kept_file");
  });
}

/** None in a backup of an earlier version. */
function keptFiles(db: Database): KeptFile[] {
  const there = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'kept_file'").get();
  if (there === undefined) return [];
  return db.prepare<[], KeptFile>("SELECT name, sha256, bytes FROM kept_file ORDER BY name").all();
}

function writing(file: string, use: (db: Database) => void): void {
  const db = new Sqlite(file, { fileMustExist: true });
  try {
    use(db);
  } finally {
    db.close();
  }
}
