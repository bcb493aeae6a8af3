import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "../testing/run-command.ts";

const folder = mkdtempSync(path.join(tmpdir(), "score-"));
const paper = path.join(folder, "paper.json");
let key: Record<string, unknown> = {};

function file(name: string, value: unknown): string {
  const target = path.join(folder, name);
  writeFileSync(target, typeof value === "string" ? value : JSON.stringify(value));
  return target;
}

function score(responses: unknown) {
  return runCommand("score", "--paper", paper, "--responses", file("responses.json", responses), "--json");
}

beforeAll(async () => {
  const drawn = await runCommand(
    "draw",
    "--qualification",
    "ecommerce-l3",
    "--test",
    "theory",
    "--seed",
    "s",
    "--key",
    "--json",
  );
  file("paper.json", drawn.out);
  key = JSON.parse(drawn.out).key;
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("the key of a drawn paper earns 100 points", async () => {
  const { code, out } = await score(key);
  const outcome = JSON.parse(out);
  expect(code).toBe(0);
  expect(outcome).toMatchObject({ total: 100, max: 100, passed: true });
  expect(outcome.areas[1]).toEqual({ code: "2", title: "基础知识", earned: 20, max: 20 });
  expect(outcome.sections[0]).toEqual({ id: "single", title: "单项选择题", earned: 50, max: 50 });
  expect(outcome.items[0]).toMatchObject({ earned: 1, points: 1, state: "right" });
});

test("MARK-5 no responses at all earn nothing", async () => {
  const { out } = await score({});
  expect(JSON.parse(out)).toMatchObject({ total: 0, passed: false });
});

test("MARK-2 60 of 100 right passes, 59 does not", async () => {
  const first = (count: number) => Object.fromEntries(Object.entries(key).slice(0, count));
  expect(JSON.parse((await score(first(60))).out)).toMatchObject({ total: 60, passed: true });
  expect(JSON.parse((await score(first(59))).out)).toMatchObject({ total: 59, passed: false });
});

test("an invalid response or an item that is not on the paper refuses, naming the item", async () => {
  const [id = ""] = Object.keys(key);
  const invalid = await score({ [id]: 7 });
  expect([invalid.code, invalid.out]).toEqual([1, ""]);
  expect(invalid.err).toContain(`试题 ${id} 的作答无效`);
  expect((await score({ nobody: "A" })).err).toContain("试题 nobody 的作答无效：这道题不在试卷上");
});

test.each([["[]"], ['["A"]'], ['"A"'], ["7"], ["null"]])(
  "responses that are %s are refused: an object of item ids is expected",
  async (responses) => {
    const { code, out, err } = await score(responses);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain('responses.json 不合要求：作答应是一个对象 {"题号": 作答}');
    expect(err.trimEnd().split("\n")).toHaveLength(1);
  },
);

test("files that cannot be read, and a paper without its key, are told in a sentence", async () => {
  expect((await score("{")).err).toContain("responses.json 不是合格的 JSON");
  const missing = await runCommand("score", "--paper", path.join(folder, "none.json"), "--responses", paper);
  expect(missing.err).toMatch(/没有文件 .*none\.json/);
  const bare = await runCommand(
    "draw",
    "--qualification",
    "ecommerce-l3",
    "--test",
    "theory",
    "--seed",
    "s",
    "--json",
  );
  const keyless = await runCommand(
    "score",
    "--paper",
    file("bare.json", bare.out),
    "--responses",
    file("empty.json", {}),
  );
  expect([keyless.code, keyless.err]).toEqual([1, expect.stringContaining("draw --key")]);
});
