import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { recordedDisk } from "../disk/image.ts";
import { type Machine, simulatedMachine } from "./shim.ts";

const hour = 3_600_000;
const run = promisify(execFile);
let scratch: string;
let folder: string;
let machine: Machine;

beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), "kaochang-shim-"));
  folder = path.join(scratch, "disk");
});
afterEach(() => {
  machine.forget();
  rmSync(scratch, { recursive: true });
});

/** Runs a script in a node process on the machine, in the folder, and returns the JSON that it prints. */
async function result(script: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, ["-e", `const fs = require("fs");\n${script}`], {
    cwd: folder,
    env: { ...process.env, ...machine.env },
  });
  return stdout === "" ? null : JSON.parse(stdout);
}

/** A node process on the machine that evaluates one expression at a time. */
function conversation() {
  const script = `require("readline").createInterface(process.stdin)
    .on("line", (line) => console.log(JSON.stringify(eval(line))))`;
  const child = spawn(process.execPath, ["-e", script], { env: { ...process.env, ...machine.env } });
  const lines = createInterface(child.stdout);
  return {
    async ask(expression: string): Promise<unknown> {
      const answer = once(lines, "line");
      child.stdin.write(`${expression}\n`);
      return JSON.parse(String((await answer)[0]));
    },
    async end(): Promise<void> {
      child.stdin.end();
      await once(child, "exit");
    },
  };
}

const imaged = (seed: string): Record<string, string> => {
  const disk = recordedDisk(machine.log);
  disk.advance(process.hrtime.bigint());
  const image = path.join(scratch, `image ${seed}`);
  disk.rebuild(image, seed);
  return Object.fromEntries(
    readdirSync(image).map((name) => [name, readFileSync(path.join(image, name), "utf8")]),
  );
};

const images = (count: number) => Array.from({ length: count }, (_, seed) => imaged(String(seed)));

test("the wall clock is shifted from the start and while the process runs, the monotonic clock is not", async () => {
  machine = simulatedMachine(folder, { record: false });
  machine.shiftWallClock(-hour);
  const talk = conversation();
  const both = "[Date.now(), performance.now()]";
  const [wall, monotonic] = (await talk.ask(both)) as [number, number];
  expect(Math.abs(wall - (Date.now() - hour))).toBeLessThan(hour / 2);
  machine.shiftWallClock(hour);
  const [later, monotonicLater] = (await talk.ask(both)) as [number, number];
  expect(Math.abs(later - wall - 2 * hour)).toBeLessThan(hour / 2);
  expect(monotonicLater).toBeGreaterThanOrEqual(monotonic);
  expect(monotonicLater - monotonic).toBeLessThan(hour / 2);
  machine.shiftWallClock(-Date.now());
  expect(await talk.ask("new Date().getUTCFullYear()")).toBe(1970);
  await talk.end();
});

test("a machine that starts in 1970 runs", async () => {
  machine = simulatedMachine(folder, { record: false });
  machine.shiftWallClock(-Date.now());
  expect(await result("console.log(new Date().getUTCFullYear())")).toBe(1970);
});

test("on a slow disk fsync and fdatasync take at least so much longer", async () => {
  machine = simulatedMachine(folder, { record: false });
  machine.slowDisk(40);
  const took = await result(`
    const file = fs.openSync("a", "w");
    const took = (sync) => { const begun = performance.now(); sync(file); return performance.now() - begun; };
    console.log(JSON.stringify([took(fs.fsyncSync), took(fs.fdatasyncSync)]));`);
  for (const milliseconds of took as number[]) expect(milliseconds).toBeGreaterThanOrEqual(40);
});

test("a full disk refuses bytes for the folder's files alone, until there is room again", async () => {
  machine = simulatedMachine(folder, { record: false });
  const elsewhere = path.join(scratch, "elsewhere");
  const talk = conversation();
  const attempt = (call: string) =>
    talk.ask(`(() => { try { ${call}; return "done"; } catch (failure) { return failure.code; } })()`);
  const calls = (name: string) => [
    `fs.writeSync(fs.openSync("${name}", "a"), "text")`,
    `fs.writeSync(fs.openSync("${name}", "r+"), "text", 0)`,
    `fs.writevSync(fs.openSync("${name}", "r+"), [Buffer.from("a"), Buffer.from("b")], 0)`,
    `fs.ftruncateSync(fs.openSync("${name}", "r+"), fs.statSync("${name}").size + 1)`,
  ];
  const outcomes = async (name: string) => {
    const said: unknown[] = [];
    for (const call of calls(name)) said.push(await attempt(call));
    return said;
  };
  const done = ["done", "done", "done", "done"];
  const full = ["ENOSPC", "ENOSPC", "ENOSPC", "ENOSPC"];
  const here = path.join(folder, "a");
  expect(await outcomes(here)).toEqual(done);
  machine.fillDisk(true);
  expect(await outcomes(here)).toEqual(full);
  expect(await talk.ask(`fs.statfsSync("${folder}").bavail`)).toBe(0);
  expect(await outcomes(elsewhere)).toEqual(done);
  machine.fillDisk(false);
  expect(await outcomes(here)).toEqual(done);
  await talk.end();
});

test("a power cut leaves what was synced, and of the rest some", async () => {
  machine = simulatedMachine(folder, { record: true });
  await result(`
    const file = fs.openSync("a", "w");
    fs.writeSync(file, "synced ");
    fs.fsyncSync(file);
    fs.writeSync(file, "or not");
    fs.closeSync(file);`);
  const seen = new Set(images(40).map(({ a }) => a));
  expect(seen).toEqual(new Set(["synced ", "synced or not"]));
});

test("a write is torn at the borders of sectors or pages, and what is missing reads as zeros", async () => {
  machine = simulatedMachine(folder, { record: true });
  await result(`
    const file = fs.openSync("a", "w");
    fs.fsyncSync(file);
    fs.writeSync(file, "x".repeat(8192), 100);`);
  const torn = images(60).flatMap(({ a = "" }) => a.match(/^\0*x+\0+x/g) ?? []);
  expect(torn.length).toBeGreaterThan(0);
  for (const text of torn) expect((text.length - 1) % 512).toBe(0);
});

test("files, names and lengths that were never synced may be as before", async () => {
  machine = simulatedMachine(folder, { record: true });
  await result(`
    const synced = (name, text) => {
      const file = fs.openSync(name, "w");
      fs.writeSync(file, text);
      fs.fsyncSync(file);
      return file;
    };
    fs.writeFileSync("new", "");
    fs.ftruncateSync(synced("long", "long text"), 4);
    synced("old name", "renamed");
    fs.renameSync("old name", "name");
    synced("gone", "");
    fs.unlinkSync("gone");`);
  const all = images(60);
  const names = new Set(all.map((image) => Object.keys(image).sort().join()));
  expect(names).toEqual(
    new Set(["gone,long,old name", "gone,long,new,old name", "gone,long,name,new", "long,name,new"]),
  );
  expect(new Set(all.map(({ long }) => long))).toEqual(new Set(["long", "long text"]));
});

test("what was cut off reads as zeros when the file grows again", async () => {
  machine = simulatedMachine(folder, { record: true });
  await result(`
    const file = fs.openSync("a", "w");
    fs.writeSync(file, "text");
    fs.ftruncateSync(file, 1);
    fs.ftruncateSync(file, 4);
    fs.fsyncSync(file);`);
  expect(imaged("seed").a).toBe("t\0\0\0");
});

test("names are certain once their folder was synced", async () => {
  machine = simulatedMachine(folder, { record: true });
  await result(`
    fs.writeFileSync("old name", "");
    fs.renameSync("old name", "name");
    fs.writeFileSync("gone", "");
    fs.unlinkSync("gone");
    fs.fsyncSync(fs.openSync(".", "r"));`);
  expect(new Set(images(20).map((image) => Object.keys(image).join()))).toEqual(new Set(["name"]));
});

test("a recording begins with what lay there and goes on over a restart, up to a moment", async () => {
  machine = simulatedMachine(folder, { record: false });
  writeFileSync(path.join(folder, "a"), "1");
  machine.forget();
  machine = simulatedMachine(folder, { record: true });
  const append = (text: string) =>
    result(`const file = fs.openSync("a", "a"); fs.writeSync(file, "${text}"); fs.fsyncSync(file);`);
  await append("2");
  const between = process.hrtime.bigint();
  await append("3");
  const disk = recordedDisk(machine.log);
  const at = (moment: bigint, name: string) => {
    disk.advance(moment);
    disk.rebuild(path.join(scratch, name), "seed");
    return readFileSync(path.join(scratch, name, "a"), "utf8");
  };
  expect(at(between, "earlier")).toBe("12");
  expect(at(process.hrtime.bigint(), "later")).toBe("123");
});

test("after a kill the recording goes on from what the killed process left", async () => {
  machine = simulatedMachine(folder, { record: true });
  const name = path.join(folder, "a");
  await result(`fs.writeFileSync("a", "recorded, ")`);
  appendFileSync(name, "killed before the record was whole, ");
  appendFileSync(machine.log, Buffer.alloc(20));
  await result(`const file = fs.openSync("a", "a"); fs.writeSync(file, "synced"); fs.fsyncSync(file);`);
  expect(imaged("seed").a).toBe(readFileSync(name, "utf8"));
});

test("a file that slipped past the recorder is told, not taken for empty", async () => {
  machine = simulatedMachine(folder, { record: true });
  writeFileSync(path.join(folder, "a"), "from outside");
  await result(`fs.readFileSync("a")`);
  expect(() => imaged("seed")).toThrow("a came from outside the recording");
});
