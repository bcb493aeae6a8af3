import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { fixture, fixtureFiles } from "../fixtures.ts";
import { openSqliteStore } from "../store/sqlite.ts";
import { runCommand } from "../testing/run-command.ts";

const faulty = fixture("samples", "banks", "every-fault.json");
const shipped = fixtureFiles("banks", "ecommerce-l3-theory");

test("BANK-1 bank lint prints every fault on standard error and exits with 1", async () => {
  const { code, out, err } = await runCommand("bank", "lint", faulty);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain(`${faulty}:79: f-004 答案“E”不在选项 A、B、C、D 中 [key-not-an-option]`);
  expect(err.trim().split("\n").at(-1)).toBe("共 30 处错误，1 处提醒");
});

test("BANK-1 bank lint --json prints one document with the same faults", async () => {
  const { code, out } = await runCommand("bank", "lint", faulty, "--json");
  const document = JSON.parse(out);
  expect(code).toBe(1);
  expect(document).toMatchObject({ ok: false, items: 0 });
  expect(document.faults).toHaveLength(30);
  expect(document.faults[2]).toMatchObject({
    file: faulty,
    code: "duplicate-id",
    pointer: "/items/1/id",
    line: 28,
  });
});

test("the bank that ships is without fault", async () => {
  const { code, err } = await runCommand("bank", "lint", ...shipped);
  expect([code, err]).toEqual([0, ""]);
});

test("a qualification that is asked for is the only one taken", async () => {
  const other = await runCommand("bank", "lint", ...shipped, "--qualification", "ecommerce-l4-merchant");
  expect(other.code).toBe(1);
  expect(other.err).toContain("没有职业等级“ecommerce-l3”，可用的有：ecommerce-l4-merchant");
  const unknown = await runCommand("bank", "lint", ...shipped, "--qualification", "x");
  expect(unknown.err).toMatch(/没有职业等级“x”，可用的有：ecommerce-l3、/);
});

test("bank stats tells of the bank that ships, every topic of which has items", async () => {
  const { code, out } = await runCommand("bank", "stats", "--json");
  const stats = JSON.parse(out);
  expect(code).toBe(0);
  expect(stats).toMatchObject({ qualification: "ecommerce-l3", test: "theory", emptyTopics: [] });
  expect(stats.items).toBeGreaterThanOrEqual(330);
});

test("BANK-2 bank load reports as lint does, faults and warnings apart", async () => {
  const lint = await runCommand("bank", "lint", faulty);
  const dataDir = mkdtempSync(path.join(tmpdir(), "kaochang-bank-"));
  await (await openSqliteStore(path.join(dataDir, "kaochang.sqlite"))).close();
  const { code, out, err } = await runCommand("bank", "load", faulty, "--data-dir", dataDir);
  rmSync(dataDir, { recursive: true });
  expect([code, out]).toEqual([1, ""]);
  expect(err).toBe(`题库有错误，未载入：\n${lint.err}`);
});
