import { readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import SqliteDatabase from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { lockFolder } from "../store/sqlite/lock.ts";
import { type PracticeFolder, practiceFolder } from "../testing/practice-folder.ts";
import { runCommand } from "../testing/run-command.ts";

let folder: PracticeFolder;

beforeAll(async () => {
  folder = await practiceFolder();
});
afterAll(async () => {
  await folder.close();
  rmSync(folder.dataDir, { recursive: true });
});

const run = (...argv: string[]) => runCommand(...argv, "--data-dir", folder.dataDir);

test("sitting list shows a sitting's state and when it was prepared", async () => {
  const prepared = await run("sitting", "list");
  expect(prepared.out).toBe(`${folder.sitting}  练习  1 min  待开考  准备于 2026-05-01 08:30\n`);
  await folder.start();
  expect((await run("sitting", "list")).out).toContain("考试中");
  const { sittings } = JSON.parse((await run("sitting", "list", "--json")).out);
  expect(sittings).toMatchObject([{ id: folder.sitting, phase: "running" }]);
  expect(sittings[0]).not.toHaveProperty("secret");
});

test("attempt export makes the folder that it is to write to", async () => {
  const out = path.join(folder.dataDir, "new", "export");
  const { code, err } = await run("attempt", "export", folder.admissions[0] ?? "", "--out", out);
  expect([code, err]).toEqual([0, ""]);
  expect(readdirSync(out).sort()).toEqual(["events.json", "paper.json", "responses.json"]);
});

test.each([
  ["a file", "file", "[EEXIST]"],
  ["a folder behind a file", "file/folder", "[ENOTDIR]"],
])("attempt export to %s is refused in one sentence", async (_, name, code) => {
  writeFileSync(path.join(folder.dataDir, "file"), "");
  const out = path.join(folder.dataDir, name);
  const run1 = await run("attempt", "export", folder.admissions[0] ?? "", "--out", out);
  expect([run1.code, run1.out]).toEqual([1, ""]);
  expect(run1.err.trimEnd().split("\n")).toEqual([expect.stringContaining(code)]);
});

test("rebuild refuses while a server has the folder", async () => {
  const release = lockFolder(folder.dataDir);
  const { code, out, err } = await run("rebuild");
  release?.();
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain("请先停止服务器");
  expect((await run("rebuild")).code).toBe(0);
});

/** Changes the database behind the program's back, and takes it back after the test's step. */
async function tampered<T>(change: string, step: () => Promise<T>): Promise<T> {
  const db = new SqliteDatabase(folder.database);
  const rows = db.prepare("SELECT * FROM event").all() as Record<string, unknown>[];
  try {
    db.exec(change);
    return await step();
  } finally {
    db.exec("DELETE FROM event");
    const names = Object.keys(rows[0] ?? {});
    const put = db.prepare(`INSERT INTO event (${names}) VALUES (${names.map((name) => `@${name}`)})`);
    for (const row of rows) put.run(row);
    db.close();
  }
}

test.each([
  [
    "an event changed",
    (s: string) => `UPDATE event SET data = data || ' ' WHERE stream = '${s}' AND version = 1`,
  ],
  ["an event taken out", (s: string) => `DELETE FROM event WHERE stream = '${s}' AND version = 1`],
  ["the whole log of an attempt gone", (s: string) => `DELETE FROM event WHERE stream = '${s}'`],
])("rebuild checks the log first: with %s it names the attempt and leaves the tables", async (_, change) => {
  const attempt = folder.attempts[1] ?? "";
  const rows = () => {
    const db = new SqliteDatabase(folder.database, { readonly: true });
    const found = db.prepare("SELECT * FROM view ORDER BY kind, key").all();
    db.close();
    return found;
  };
  await run("rebuild");
  const before = rows();
  const { code, out, err } = await tampered(change(`attempt/${attempt}`), () => run("rebuild"));
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain(`作答 ${attempt} 的记录校验失败`);
  expect(rows()).toEqual(before);
  expect((await run("rebuild")).code).toBe(0);
});
