import { chainFault } from "@kaochang/exam-server/attempt/chain.ts";
import { openSqliteStore } from "@kaochang/exam-server/store/sqlite.ts";
import type { Store } from "@kaochang/exam-server/store/store.ts";
import Sqlite from "better-sqlite3";

/**
 * What is wrong with a database after a fault, or null: it opens as the server opens it, each of the
 * streams has at least its acknowledged version and an unbroken chain, and SQLite finds no damage.
 */
export async function faultInLog(file: string, acknowledged: Record<string, number>): Promise<string | null> {
  let store: Store;
  try {
    store = await openSqliteStore(file);
  } catch (failure) {
    return `does not open: ${String(failure)}`;
  }
  const fault = await faultInStreams(store, acknowledged);
  await store.close();
  return fault ?? damage(file);
}

async function faultInStreams(store: Store, acknowledged: Record<string, number>): Promise<string | null> {
  for (const [stream, version] of Object.entries(acknowledged)) {
    const events = await store.events.read(stream);
    if (events.length < version) return `${stream} has ${events.length} of ${version} acknowledged events`;
    const fault = chainFault(events);
    if (fault !== null) return `${stream}: ${fault}`;
  }
  return null;
}

function damage(file: string): string | null {
  const db = new Sqlite(file, { readonly: true });
  const verdict = String(db.pragma("integrity_check", { simple: true }));
  db.close();
  return verdict === "ok" ? null : `damaged: ${verdict}`;
}
