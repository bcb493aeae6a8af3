import { existsSync } from "node:fs";
import path from "node:path";
import { CommandFailure } from "./commands/command.ts";
import { openSqliteStore, UnusableDatabase } from "./store/sqlite.ts";
import type { Store } from "./store/store.ts";

/** Opens the store of a data folder for a verb, beside a running server or without one. */
export async function withStore<T>(dataDir: string, use: (store: Store) => Promise<T>): Promise<T> {
  const file = path.join(dataDir, "kaochang.sqlite");
  if (!existsSync(file)) throw new CommandFailure(`数据文件夹 ${dataDir} 中没有数据库`);
  const store = await openSqliteStore(file).catch((failure: unknown) => {
    throw failure instanceof UnusableDatabase ? new CommandFailure(failure.message) : failure;
  });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}
