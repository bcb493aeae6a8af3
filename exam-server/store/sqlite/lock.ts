import { chmodSync, mkdirSync } from "node:fs";
import path from "node:path";
import SqliteDatabase from "better-sqlite3";

/**
 * Takes a data folder for this process alone, or returns null when another one has it. The lock is the
 * operating system's on an empty database beside the real one, so it goes with the process, however it ends.
 */
export function lockFolder(folder: string): (() => void) | null {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, "server.lock");
  const db = new SqliteDatabase(file, { timeout: 0 });
  try {
    chmodSync(file, 0o600);
    db.pragma("locking_mode = EXCLUSIVE");
    db.exec("BEGIN EXCLUSIVE");
    return () => db.close();
  } catch (failure) {
    db.close();
    if (failure instanceof SqliteDatabase.SqliteError && failure.code.startsWith("SQLITE_BUSY")) return null;
    throw failure;
  }
}
