import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { chain } from "./contract/samples.ts";
import { migrations } from "./migrations/index.ts";
import { openSqliteStore } from "./sqlite.ts";

const applicationId = 0x4b434847;
const first = "0001-initial";

/** A database as the first schema's server left it, with these events in its log. */
function oldDatabase(events: ReturnType<typeof chain>): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "kaochang-old-")), "k.sqlite");
  const db = new Sqlite(file);
  db.pragma(`application_id = ${applicationId}`);
  db.pragma("journal_mode = WAL");
  for (const statement of migrations[first] ?? []) db.exec(statement);
  db.exec(
    "CREATE TABLE kysely_migration (name varchar(255) NOT NULL PRIMARY KEY, timestamp varchar(255) NOT NULL)",
  );
  db.exec(
    "CREATE TABLE kysely_migration_lock (id varchar(255) NOT NULL PRIMARY KEY, is_locked integer NOT NULL DEFAULT 0)",
  );
  db.prepare("INSERT INTO kysely_migration VALUES (?, ?)").run(first, "2026-01-01T00:00:00.000Z");
  db.prepare("INSERT INTO kysely_migration_lock VALUES ('migration_lock', 0)").run();
  const insert = db.prepare(
    "INSERT INTO event (stream, version, type, data, exam, wall, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  for (const { stream, version, type, data, exam, wall, previous, hash } of events) {
    insert.run(stream, version, type, data, exam, wall, previous, hash);
  }
  db.prepare("UPDATE clock SET exam = 4321").run();
  db.close();
  return file;
}

test("STORE-1 a log of the first schema is there whole after the change of schema, and goes on", async () => {
  const [a, b] = [chain("attempt/a1", 30), chain("attempt/a2", 20)];
  const mixed = a.flatMap((event, index) => [event, ...(b[index] ? [b[index]] : [])]);
  const file = oldDatabase(mixed.filter(({ version }) => version < 20));
  const store = await openSqliteStore(file);
  for (const [stream, events] of [["attempt/a1", a] as const, ["attempt/a2", b] as const]) {
    const read = await store.events.read(stream);
    expect(read.map(({ position: _, ...event }) => event)).toEqual(events.slice(0, 19));
  }
  expect(await store.events.clock()).toBe(4321);
  await store.events.append([...a.slice(19), ...b.slice(19)]);
  await store.close();
  const again = await openSqliteStore(file);
  expect(await again.events.read("attempt/a1")).toHaveLength(30);
  expect(await again.events.read("attempt/a2")).toHaveLength(20);
  expect(await again.events.readAfter(0, 100)).toHaveLength(50);
  await again.close();
});
