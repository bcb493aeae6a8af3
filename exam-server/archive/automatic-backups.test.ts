import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AutomaticBackups, type BackupParts, openAutomaticBackups } from "./automatic-backups.ts";

let folder: string;
let backups: AutomaticBackups | null = null;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "kaochang-backups-"));
});
afterEach(() => {
  backups?.stop();
  rmSync(folder, { recursive: true });
});

const write = async (file: string) => writeFileSync(file, "backup");

function open(changes: Partial<BackupParts> = {}) {
  const reports: string[] = [];
  backups = openAutomaticBackups({
    folder,
    everyMs: 5,
    keep: 3,
    backUp: write,
    shed: () => false,
    report: (what) => reports.push(what),
    ...changes,
  });
  return { backups, reports };
}

test("the newest are kept, by number: the wall clock names none of them", async () => {
  writeFileSync(path.join(folder, "kaochang-000041.sqlite"), "older");
  writeFileSync(path.join(folder, "mine.sqlite"), "nobody else's");
  open();
  const kept = () => readdirSync(folder).filter((name) => name.startsWith("kaochang-"));
  await expect.poll(kept).not.toContain("kaochang-000041.sqlite");
  backups?.stop();
  expect(kept()).toHaveLength(3);
  expect(kept().every((name) => name > "kaochang-000041")).toBe(true);
  expect(readdirSync(folder)).toContain("mine.sqlite");
});

test("what was cut off is removed", async () => {
  writeFileSync(path.join(folder, "kaochang-000001.sqlite.77.part"), "half");
  open();
  await expect.poll(() => readdirSync(folder).join()).not.toContain(".part");
});

test("none is made while the disk runs short", async () => {
  let short = true;
  let asked = 0;
  open({
    shed: () => {
      asked += 1;
      return short;
    },
  });
  await expect.poll(() => asked).toBeGreaterThan(3);
  expect(readdirSync(folder)).toEqual([]);
  short = false;
  await expect.poll(() => readdirSync(folder)).not.toEqual([]);
});

test("a failure warns staff until one succeeds, and removes no older backup", async () => {
  let broken = true;
  const old = ["1", "2", "3", "4"].map((number) => `kaochang-00000${number}.sqlite`);
  mkdirSync(folder, { recursive: true });
  for (const name of old) writeFileSync(path.join(folder, name), "old");
  const opened = open({
    backUp: (file) => (broken ? Promise.reject(new Error("磁盘已满")) : write(file)),
  });
  await expect.poll(opened.backups.warnings).toMatchObject([{ kind: "backup-failed" }]);
  expect(opened.backups.warnings()[0]?.text).toContain("磁盘已满");
  expect(readdirSync(folder)).toEqual(old);
  broken = false;
  await expect.poll(opened.backups.warnings).toEqual([]);
});
