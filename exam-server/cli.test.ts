import { expect, test } from "vitest";
import { runCommand } from "./testing/run-command.ts";

test.each([
  [["bank", "lint"], "缺少参数 files，用法见 --help (missing required argument 'files')"],
  [["rebuild", "--now"], "没有这个选项 --now，用法见 --help (unknown option '--now')"],
  [["nope"], "没有这个命令 nope，用法见 --help (unknown command 'nope')"],
  [["staf"], "没有这个命令 staf，用法见 --help (unknown command 'staf' (Did you mean staff?))"],
  [["sitting", "list", "x"], "多余的参数，命令是 list，用法见 --help (too many arguments for 'list'"],
  [["score", "--paper", "x"], "缺少必需的选项 --responses <file>，用法见 --help (required option"],
  [["draw", "--seed"], "选项缺少值 --seed <seed>，用法见 --help (option '--seed <seed>' argument missing)"],
  [["draw", "inclusion", "--papers", "x"], "值不合要求的选项 --papers <n>，用法见 --help"],
])("a wrong command line is one Chinese sentence with the English behind it: %j", async (argv, sentence) => {
  const { code, out, err } = await runCommand(...argv);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain(sentence);
  expect(err.trimEnd().split("\n")).toHaveLength(1);
});

test.each([[[]], [["bank"]]])(
  "help that was not asked for is a usage error: on standard error, exit code 1: %j",
  async (argv) => {
    const { code, out, err } = await runCommand(...argv);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/^Usage: kaochang/);
  },
);

test("help that was asked for is the result: on standard output, exit code 0", async () => {
  const { code, out, err } = await runCommand("--help");
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/^Usage: kaochang/);
});

test("a failure of the file system is one sentence without a stack", async () => {
  const { code, out, err } = await runCommand("sitting", "list", "--data-dir", `${import.meta.filename}/x`);
  expect([code, out]).toEqual([1, ""]);
  expect(err.trimEnd().split("\n")).toHaveLength(1);
});
