import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { printedPaperSchema } from "@kaochang/question-bank/printed-paper.ts";
import { afterAll, describe, expect, test } from "vitest";
import { runCli } from "../cli.ts";
import { fixture, fixtureFiles } from "../fixtures.ts";

const folder = mkdtempSync(path.join(tmpdir(), "kaochang-draw-"));
afterAll(() => rmSync(folder, { recursive: true }));

const level3 = ["--qualification", "ecommerce-l3", "--test", "theory"];

async function run(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  let err = "";
  const io = {
    out: (text: string) => {
      out += text;
    },
    err: (text: string) => {
      err += text;
    },
    env: {},
  };
  return { code: await runCli(argv, io), out, err };
}

function saved(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

describe("draw", () => {
  test("prints one paper of 100 points as one JSON document, the first form by default", async () => {
    const { code, out, err } = await run("draw", ...level3, "--seed", "cli", "--json");
    expect([code, err]).toEqual([0, ""]);
    const paper = JSON.parse(out);
    expect(paper).toMatchObject({
      qualification: "ecommerce-l3",
      test: "theory",
      form: "form-100",
      passMark: 60,
    });
    expect(paper.items).toHaveLength(100);
    expect(paper.items.reduce((sum: number, item: { points: number }) => sum + item.points, 0)).toBe(100);
    expect(paper).not.toHaveProperty("key");
  });

  test("DRAW-1 the same seed prints the same bytes, another seed another paper", async () => {
    const [one, same, other] = await Promise.all(
      ["a", "a", "b"].map((seed) => run("draw", ...level3, "--seed", seed, "--form", "form-190", "--json")),
    );
    expect(one?.out).toBe(same?.out);
    expect(one?.out).not.toBe(other?.out);
    expect(JSON.parse(one?.out ?? "").items).toHaveLength(190);
  });

  test("--key adds a response to each item and the items that scoring needs", async () => {
    const { out } = await run("draw", ...level3, "--seed", "k", "--key", "--json");
    const paper = printedPaperSchema.parse(JSON.parse(out));
    const ids = paper.items.map(({ id }) => id).sort();
    expect(Object.keys(paper.key ?? {}).sort()).toEqual(ids);
    expect(Object.keys(paper.scoring ?? {}).sort()).toEqual(ids);
  });

  test("without --json a summary in words", async () => {
    const { out } = await run("draw", ...level3, "--seed", "w");
    expect(out).toContain("考核范围");
    expect(out).toContain("题库摘要");
  });

  test.each([
    ["no seed", [...level3], "缺少参数 --seed"],
    ["no test", ["--qualification", "ecommerce-l3", "--seed", "1"], "缺少参数 --test"],
    [
      "an unknown form",
      [...level3, "--seed", "1", "--form", "x"],
      "没有卷型“x”，可用的有：form-100、form-190",
    ],
    [
      "an unknown qualification",
      ["--qualification", "x", "--test", "theory", "--seed", "1"],
      "没有职业等级“x”，可用的有：ecommerce-l3、",
    ],
    [
      "a name that leaves the folder",
      ["--qualification", "../x", "--test", "theory", "--seed", "1"],
      "没有职业等级“../x”",
    ],
    [
      "an unknown test",
      ["--qualification", "ecommerce-l3", "--test", "x", "--seed", "1"],
      "没有考核“x”，可用的有：theory、skills",
    ],
    [
      "a test without a form",
      ["--qualification", "ecommerce-l4-merchant", "--test", "skills", "--seed", "1"],
      "这项考核还没有卷型",
    ],
    ["a bank that is not there", [...level3, "--seed", "1", "--bank", "/none.json"], "/none.json"],
  ])("refuses %s in a sentence on standard error", async (_, argv, sentence) => {
    const { code, out, err } = await run("draw", ...argv, "--json");
    expect(code).not.toBe(0);
    expect(out).toBe("");
    expect(err).toContain(sentence);
  });

  test("DRAW-6 a short bank is refused, each stratum named with what is missing", async () => {
    const [first = ""] = fixtureFiles("banks", "ecommerce-l3-theory");
    const bank = JSON.parse(readFileSync(first, "utf8"));
    for (const item of bank.items) item.enemies = [];
    const file = saved("area-1.json", JSON.stringify(bank));
    const { code, err } = await run("draw", ...level3, "--seed", "1", "--bank", file);
    expect(code).toBe(1);
    expect(err).toMatch(/考核范围 2“基础知识”的单项选择题每卷最多需要 10 道，题库有 0 道，缺 10 道/);
    expect(err).toMatch(/考核范围 7.*判断题每卷最多需要 5 道/);
  });
});

describe("draw verify, draw index, draw inclusion", () => {
  const files = fixtureFiles("banks", "ecommerce-l3-theory");

  async function verify(paper: string, seed: string) {
    const index = (await run("draw", "index", "--bank", ...files, "--json")).out;
    const form = fixture("forms", "ecommerce-l3-theory-form-100.json");
    const syllabus = fixture("syllabuses", "ecommerce-l3.json");
    const options = ["--index", saved("index.json", index), "--syllabus", syllabus, "--form", form];
    return run("draw", "verify", ...options, "--seed", seed, "--paper", saved("paper.json", paper), "--json");
  }

  test("DRAW-8 a printed paper verifies against the index; an altered one does not", async () => {
    const { out } = await run("draw", ...level3, "--seed", "v", "--json");
    const right = await verify(out, "v");
    expect([right.code, JSON.parse(right.out)]).toEqual([0, { ok: true, differences: [] }]);
    const paper = JSON.parse(out);
    [paper.items[0], paper.items[1]] = [paper.items[1], paper.items[0]];
    const wrong = await verify(JSON.stringify(paper), "v");
    expect(wrong.code).toBe(1);
    expect(JSON.parse(wrong.out).differences[0]).toMatchObject({ path: "/items/0/id" });
    expect((await verify(out, "another")).code).toBe(1);
  });

  test("the index holds no stem, no option text and no key", async () => {
    const { out } = await run("draw", "index", "--bank", ...files, "--json");
    const { digest, entries } = JSON.parse(out);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    const fields = ["id", "version", "type", "area", "topic", "difficulty", "options", "enemies"];
    for (const entry of entries) expect(Object.keys(entry)).toEqual(fields);
  });

  test("without --bank the index is that of the bank that ships", async () => {
    const named = await run("draw", "index", "--bank", ...files, "--json");
    expect(await run("draw", "index", "--json")).toEqual(named);
  });

  test("a bundle that is no bundle is refused in a sentence", async () => {
    const { code, err } = await run("draw", "verify", "--sitting", saved("bundle.json", "{}"));
    expect(code).toBe(1);
    expect(err).toContain("bundle.json");
  });

  test("DRAW-5 inclusion counts each item over the papers asked", async () => {
    const { out } = await run("draw", "inclusion", ...level3, "--papers", "20", "--json");
    const { papers, items } = JSON.parse(out);
    expect(papers).toBe(20);
    expect(items.reduce((sum: number, { drawn }: { drawn: number }) => sum + drawn, 0)).toBe(2000);
  });
});
