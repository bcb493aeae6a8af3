import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSqliteStore } from "../store/sqlite.ts";
import { runCommand } from "../testing/run-command.ts";

const dataDir = mkdtempSync(path.join(tmpdir(), "kaochang-staff-"));
const file = path.join(dataDir, "kaochang.sqlite");

beforeAll(async () => (await openSqliteStore(file)).close());
afterAll(() => rmSync(dataDir, { recursive: true }));

const password = (...argv: string[]) => runCommand("staff", "password", ...argv, "--data-dir", dataDir);

async function stored(username: string) {
  const store = await openSqliteStore(file);
  const found = await store.staff.byUsername(username);
  await store.close();
  return found;
}

test.each(["", "a".repeat(65), "王老师", "a b", "a/b", "a\n"])("the name %j is refused", async (name) => {
  const { code, out, err } = await password(name, "--roles", "proctor");
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain("1 到 64 个字母、数字、点、横线或下划线");
});

test("roles of an account change only with --replace-roles, and before and after are shown", async () => {
  expect((await password("wang", "--roles", "proctor")).out).toContain("角色 roles：无 → proctor");
  const first = await stored("wang");
  const refused = await password("wang", "--roles", "officer,proctor");
  expect([refused.code, refused.out]).toEqual([1, ""]);
  expect(refused.err).toContain("proctor → officer、proctor");
  expect(refused.err).toContain("--replace-roles");
  expect(await stored("wang")).toEqual(first);
  const replaced = await password("wang", "--roles", "officer,proctor", "--replace-roles", "--json");
  expect(JSON.parse(replaced.out)).toMatchObject({
    username: "wang",
    rolesBefore: ["proctor"],
    roles: ["officer", "proctor"],
  });
  expect((await stored("wang"))?.roles).toEqual(["officer", "proctor"]);
});

test("a new password alone, or with the roles that the account has, leaves the roles", async () => {
  await password("li", "--roles", "officer,proctor");
  const first = await stored("li");
  expect((await password("li")).out).toContain("officer、proctor → officer、proctor");
  expect((await password("li", "--roles", "proctor,officer")).code).toBe(0);
  const last = await stored("li");
  expect([...(last?.roles ?? [])].sort()).toEqual(["officer", "proctor"]);
  expect(last?.passwordHash).not.toBe(first?.passwordHash);
});

test.each([
  [["nobody"], "没有账号“nobody”"],
  [["nobody", "--roles", "boss"], "没有角色“boss”，现有 officer、proctor"],
  [["wang", "--replace-roles"], "--replace-roles 要与 --roles 一起使用"],
])("refuses %j", async (argv, sentence) => {
  const { code, out, err } = await password(...argv);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain(sentence);
});
