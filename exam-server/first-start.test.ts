import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { loadBank } from "./delivery/load-bank.ts";
import { fixture, fixtureFiles } from "./fixtures.ts";
import { shippedSyllabuses } from "./library.ts";
import { openSqliteStore } from "./store/sqlite.ts";
import type { Store } from "./store/store.ts";
import { type ServerProcess, serverProcess } from "./testing/server-process.ts";

let server: ServerProcess;
afterEach(async () => {
  await server.end();
  server.forget();
});

async function withStore<T>(use: (store: Store) => Promise<T>): Promise<T> {
  const store = await openSqliteStore(path.join(server.dataDir, "kaochang.sqlite"));
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function startOnce(): Promise<void> {
  await server.start();
  await server.end();
}

const itemsOf = (test: string) =>
  withStore(async ({ bank }) => (await bank.index("ecommerce-l3", test)).map(({ id }) => id));
const syllabuses = () => [...shippedSyllabuses().values()];

test("BANK-6 the first start loads the theory and the skills bank that ship", async () => {
  server = serverProcess();
  await startOnce();
  expect([(await itemsOf("theory")).length, (await itemsOf("skills")).length]).toEqual([359, 140]);
});

test("BANK-6 a data folder that has a theory bank keeps it as it is and gains the skills bank", async () => {
  server = serverProcess();
  const [own = ""] = fixtureFiles("banks", "ecommerce-l3-theory");
  await withStore(({ bank }) => loadBank(bank, [own], syllabuses()));
  const before = await itemsOf("theory");
  await startOnce();
  expect(await itemsOf("theory")).toEqual(before);
  expect((await itemsOf("skills")).length).toBe(140);
});

test("where bank files are named, nothing else is loaded", async () => {
  server = serverProcess({ BANK_FILES: fixture("banks", "ecommerce-l3-skills", "area-3.json") });
  await startOnce();
  expect(await itemsOf("theory")).toEqual([]);
  expect((await itemsOf("skills")).length).toBe(26);
});
