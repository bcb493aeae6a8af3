import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { chain } from "./contract/samples.ts";
import { openDatabase } from "./sqlite/database.ts";
import { openSqliteStore, UnusableDatabase } from "./sqlite.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "kaochang-sqlite-"));
  file = path.join(folder, "data", "kaochang.sqlite");
});
afterEach(() => rmSync(folder, { recursive: true }));

const permissions = (name: string) => statSync(name).mode & 0o777;

async function makeOurs(): Promise<void> {
  const store = await openSqliteStore(file);
  await store.events.append(chain("attempt/a1", 2));
  await store.close();
}

const strangers: { name: string; make: () => Promise<void> | void; says: string }[] = [
  {
    name: "another program's database",
    says: "不是考场的数据库",
    make: () => {
      new Sqlite(file).exec("CREATE TABLE other (x); INSERT INTO other VALUES (1)").close();
    },
  },
  {
    name: "another program's empty database",
    says: "不是考场的数据库",
    make: () => {
      new Sqlite(file).exec("PRAGMA user_version = 1").close();
    },
  },
  { name: "a text file", says: "不是考场的数据库", make: () => writeFileSync(file, "notes ".repeat(100)) },
  { name: "a short file", says: "不是考场的数据库", make: () => writeFileSync(file, "x") },
  {
    name: "a newer version's database",
    says: "9999-future",
    make: async () => {
      await makeOurs();
      new Sqlite(file).exec("INSERT INTO kysely_migration VALUES ('9999-future', '2099')").close();
    },
  },
];

test.each(strangers)(
  "STORE-3 a database of another program or a newer version is refused and left as it is: $name",
  async ({ make, says }) => {
    mkdirSync(path.dirname(file));
    await make();
    const before = readFileSync(file);
    const open = openSqliteStore(file);
    await expect(open).rejects.toThrow(UnusableDatabase);
    await expect(open).rejects.toThrow(says);
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(existsSync(`${file}-wal`)).toBe(false);
  },
);

test.each([
  { name: "a page of events", from: (bytes: Buffer) => bytes.indexOf("attempt/a1") & ~4095, length: 4096 },
  { name: "all but the first page", from: () => 4096, length: 1e6 },
])("a damaged database is refused and left as it is: $name", async ({ from, length }) => {
  await makeOurs();
  const bytes = readFileSync(file);
  bytes.fill(0xff, from(bytes), Math.min(bytes.length, from(bytes) + length));
  writeFileSync(file, bytes);
  const open = openSqliteStore(file);
  await expect(open).rejects.toThrow(UnusableDatabase);
  await expect(open).rejects.toThrow("已损坏");
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

test("a missing folder is made for its owner only, and so is the file with its log", async () => {
  const store = await openSqliteStore(file);
  await store.events.keepClock(1, 1);
  expect(permissions(path.dirname(file))).toBe(0o700);
  for (const suffix of ["", "-wal", "-shm"]) expect(permissions(file + suffix)).toBe(0o600);
  await store.close();
});

test("a creation that was cut short begins anew", async () => {
  mkdirSync(path.dirname(file));
  writeFileSync(file, "");
  await makeOurs();
  const store = await openSqliteStore(file);
  expect(await store.events.read("attempt/a1")).toHaveLength(2);
  await store.close();
});

test("STORE-1 commits are fsynced: write-ahead log, synchronous FULL", async () => {
  const db = await openDatabase(file);
  expect(db.pragma("journal_mode", { simple: true })).toBe("wal");
  expect(db.pragma("synchronous", { simple: true })).toBe(2);
  expect(db.pragma("foreign_keys", { simple: true })).toBe(1);
  db.close();
});

test("STORE-1 what was acknowledged is in the files, though the process never closes them", async () => {
  const store = await openSqliteStore(file);
  await store.events.append(chain("attempt/a1", 2));
  const copy = path.join(folder, "copy.sqlite");
  for (const suffix of ["", "-wal"]) copyFileSync(file + suffix, copy + suffix);
  const survivor = await openSqliteStore(copy);
  expect(await survivor.events.read("attempt/a1")).toHaveLength(2);
  await survivor.close();
  await store.close();
});

test("a closed store refuses to write", async () => {
  const store = await openSqliteStore(file);
  await store.close();
  await expect(store.events.append(chain("attempt/a1", 1))).rejects.toThrow();
});
