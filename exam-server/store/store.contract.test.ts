import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { type OpenedStore, storeContract } from "./contract.ts";
import { openMemoryStore } from "./memory.ts";
import { openSqliteStore } from "./sqlite.ts";

const folder = mkdtempSync(path.join(tmpdir(), "kaochang-store-"));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

async function openSqlite(): Promise<OpenedStore> {
  files += 1;
  const file = path.join(folder, `${files}.sqlite`);
  let store = await openSqliteStore(file);
  const reopen = async () => {
    await store.close();
    store = await openSqliteStore(file);
    return store;
  };
  return { store, reopen };
}

storeContract("sqlite", openSqlite);
storeContract("memory", async () => ({ store: openMemoryStore() }));
