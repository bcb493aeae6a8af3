import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPdf } from "../testing/pdf-text.ts";
import { kaochang, type ServerProcess, serverProcess } from "../testing/server-process.ts";

let server: ServerProcess;
let sitting = "";

beforeAll(async () => {
  server = serverProcess();
  sitting = (await server.start()).practice?.sitting.id ?? "";
});
afterAll(async () => {
  await server.end();
  server.forget();
});

const run = (document: string, out: string, ...flags: string[]) =>
  kaochang("print", document, "--out", out, "--data-dir", server.dataDir, ...flags);

test("PRINT-1 a sheet of the running server is printed into a file, as one JSON document says", async () => {
  const out = path.join(server.dataDir, "签到表.pdf");
  const { code, out: said } = await run("sign-in-sheet", out, "--sitting", sitting, "--json");
  expect([code, JSON.parse(said)]).toEqual([0, { file: out, total: 1, warnings: [] }]);
  expect(readPdf(readFileSync(out)).pages[0]?.lines).toEqual(
    expect.arrayContaining(["考场签到表", "练习考生01"]),
  );
});

test.each([
  ["sign-in-sheet", [], "打印考场签到表需要 --sitting"],
  ["tickets", [], "打印准考证需要 --plan"],
  ["tickets", ["--plan", "p9"], "没有生效：没有找到 [not-found]"],
  ["seat-labels", ["--sitting", "s9"], "没有生效：没有找到 [not-found]"],
  ["posters", [], "posters"],
])("what cannot be printed becomes a sentence: %s %s", async (document, flags, sentence) => {
  const out = path.join(server.dataDir, "no.pdf");
  const { code, err } = await run(document, out, ...flags);
  expect(code).not.toBe(0);
  expect(err).toContain(sentence);
  expect(existsSync(out)).toBe(false);
});
