import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { faults } from "./matrix.ts";
import type { Row } from "./report.ts";

/** As a user runs it: a process of its own, so that this one's load is not its load. */
function quickRun(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["scripts/faults.mjs", "--quick", "--json", ...args]);
    let [out, err] = ["", ""];
    child.stdout.on("data", (bytes: Buffer) => {
      out += bytes.toString();
    });
    child.stderr.on("data", (bytes: Buffer) => {
      err += bytes.toString();
    });
    child.once("close", (code) => resolve({ code, out, err }));
  });
}

test("FAULT-1 under each fault nothing is lost, nothing is counted twice and no time is wrong", {
  timeout: 480_000,
}, async () => {
  const { code, out, err } = await quickRun("--seed", "1");
  const rows: Row[] = JSON.parse(out).faults;
  expect(
    rows.filter(({ lost, duplicated, wrongTime }) => lost + duplicated + wrongTime > 0),
    err,
  ).toEqual([]);
  expect(code, err).toBe(0);
  expect(rows.map(({ fault }) => fault)).toEqual(faults.map(({ name }) => name));
  for (const { tries, acknowledged } of rows) {
    expect(tries).toBeGreaterThan(0);
    expect(acknowledged).toBeGreaterThan(0);
  }
});

test.each([
  ["an unknown fault", ["--fault", "nothing"], "--fault nothing"],
  ["no number", ["--tries", "many"], "--tries many"],
  ["an unknown option", ["--try", "3"], "--try"],
])("%s is refused with a sentence", { timeout: 60_000 }, async (_, args, named) => {
  const { code, out, err } = await quickRun(...args);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(named);
});
