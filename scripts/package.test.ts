import { type ChildProcess, execFile, execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signIn, takeDesk } from "../exam-server/testing/seat.ts";
import type { Announcement } from "../exam-server/testing/server-process.ts";

/** Away from the checkout, so that nothing is found in its node_modules; named as folders on such PCs are. */
const scratch = mkdtempSync(path.join(tmpdir(), "考场 packaged-"));
const [home, bin] = [path.join(scratch, "home"), path.join(scratch, "bin")];
/** What a machine has that has nothing but Node. */
const env = { PATH: bin, HOME: home, GRACE_MS: "300" };
/** Whoever may do everything must not prove what an ordinary user can do. */
const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

let script = "";
let server: ChildProcess | null = null;

const inScratch = (name: string) => path.join(scratch, name);

/** While it waits, this process must see connections of its own end. */
async function run(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(script, args, { cwd: scratch, env, ...user });
  return stdout;
}

function serve(): Promise<Announcement> {
  const args = ["serve", "--json", "--host", "127.0.0.1", "--port", "0"];
  const child = spawn(script, args, { cwd: scratch, env, ...user });
  server = child;
  let said = "";
  child.stderr.on("data", (bytes: Buffer) => {
    said += bytes.toString();
  });
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout.on("data", (bytes: Buffer) => {
      text += bytes.toString();
      if (text.endsWith("\n")) resolve(JSON.parse(text) as Announcement);
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
}

function unpack(archive: string): string {
  mkdirSync(home);
  mkdirSync(bin);
  symlinkSync(process.execPath, path.join(bin, "node"));
  execFileSync("tar", ["-xzf", archive, "-C", scratch]);
  chmodSync(scratch, 0o755);
  if (user.uid !== undefined) for (const folder of [scratch, home]) chownSync(folder, user.uid, user.gid);
  return inScratch(path.basename(archive, ".tar.gz"));
}

/** A sitting of six seconds, from its start to where its archive can be made. */
async function heldSitting({ url, staff }: Announcement): Promise<string> {
  const { sitting } = JSON.parse(await run("practice", "--minutes", "0.1", "--candidates", "2", "--json"));
  const proctor = staff.find(({ roles }) => roles.includes("proctor"));
  if (!proctor) throw new Error("no proctor");
  const desk = await takeDesk(url, proctor);
  expect(await desk.ask("start", { sitting: sitting.id })).toMatchObject({ ok: true });
  desk.leave();
  while (!(await run("sitting", "list")).includes("已收卷")) await pause(500);
  return sitting.id;
}

describe.skipIf(process.platform === "win32")("PACK-1 a package", () => {
  beforeAll(() => {
    const args = ["scripts/package.mjs", "--out", scratch];
    script = path.join(unpack(execFileSync(process.execPath, args, { encoding: "utf8" }).trim()), "kaochang");
  }, 300_000);
  afterAll(async () => {
    if (server !== null && server.exitCode === null) {
      const gone = new Promise((resolve) => server?.once("exit", resolve));
      server.kill();
      await gone;
    }
    rmSync(scratch, { recursive: true });
  }, 60_000);

  test("PACK-1 runs with nothing but Node: pages, sign-in, verbs beside the server, fonts, archive, backup, rehearsal", async () => {
    const first = await serve();
    const { url, staff, practice } = first;
    const page = await (await fetch(url)).text();
    const asset = /(?:src|href)="(\/assets\/[^"]+)"/.exec(page)?.[1] ?? "";
    expect((await fetch(`${url}${asset}`)).status).toBe(200);
    for (const { username, password } of staff) await signIn(url, "staff", { username, password });
    const { admissionNumber = "", idNumber = "" } = practice?.candidates[0] ?? {};
    await signIn(url, "candidate", { admissionNumber, idNumber });
    await run(
      "print",
      "seat-labels",
      "--sitting",
      practice?.sitting.id ?? "",
      "--out",
      inScratch("座位签.pdf"),
    );
    expect(readFileSync(inScratch("座位签.pdf")).subarray(0, 5).toString()).toBe("%PDF-");
    await run("archive", "make", "--sitting", await heldSitting(first), "--out", inScratch("档案.zip"));
    expect(await run("archive", "verify", inScratch("档案.zip"))).toContain("没有发现问题");
    await run("backup", "--out", inScratch("备份.sqlite"));
    const restored = await run("restore", inScratch("备份.sqlite"), "--data-dir", inScratch("新 文件夹"));
    expect(restored).toContain("kaochang serve");
    const { figures } = JSON.parse(await run("rehearse", "--candidates", "5", "--minutes", "0.1", "--json"));
    expect(figures).toMatchObject({ connections: { made: 5 }, lost: 0 });
    // Beside the program's folder, so that the next version finds it; nothing anywhere else.
    expect(readdirSync(inScratch("kaochang-data"))).toContain("kaochang.sqlite");
    expect(readdirSync(home)).toEqual([]);
  }, 180_000);

  test("PACK-1 holds no link, and a unit that starts again after a power failure", () => {
    const links = readdirSync(path.dirname(script), { recursive: true, withFileTypes: true });
    expect(links.filter((entry) => entry.isSymbolicLink()).map(({ name }) => name)).toEqual([]);
    const unit = readFileSync(path.join(path.dirname(script), "kaochang.service"), "utf8");
    expect(unit).toMatch(/^Restart=always$/m);
    expect(unit).toMatch(/^WantedBy=multi-user.target$/m);
    expect(unit).toMatch(/^Environment=DATA_DIR=\/var\/lib\/kaochang$/m);
  });

  const elsewhere = [
    { where: "another system", made: { platform: "win32" }, says: "给 Windows" },
    { where: "another processor", made: { arch: "arm64" }, says: "arm64" },
    { where: "another version of Node", made: { modules: "1", major: "99" }, says: "Node.js 99" },
    {
      where: "a Node that is too old",
      made: { node: `${process.versions.node.split(".")[0]}.999` },
      says: "999",
    },
  ];
  test.each(elsewhere)("PACK-1 on $where says in one sentence what it is for", ({ made, says }) => {
    const file = path.join(path.dirname(script), "app", "made-for.json");
    const right = readFileSync(file, "utf8");
    try {
      writeFileSync(file, JSON.stringify({ ...JSON.parse(right), ...made }));
      const { status, stdout, stderr } = spawnSync(script, ["--help"], { env, encoding: "utf8", ...user });
      expect([status, stdout, stderr.trim().split("\n").length]).toEqual([1, "", 1]);
      expect(stderr).toContain(says);
    } finally {
      writeFileSync(file, right);
    }
  });

  test("PACK-1 without Node says which one to install", () => {
    const { status, stderr } = spawnSync(script, [], {
      env: { ...env, PATH: home },
      encoding: "utf8",
      ...user,
    });
    expect(status).toBe(1);
    expect(stderr).toContain(`请先安装 Node.js ${process.versions.node.split(".")[0]}`);
  });

  test("PACK-1 its Windows scripts have the lines that Windows reads, and no mark is left to fill in", () => {
    const folder = path.dirname(script);
    const scripts = readdirSync(folder).filter((name) => name.endsWith(".cmd"));
    expect(scripts).toHaveLength(2);
    for (const name of scripts) expect(readFileSync(path.join(folder, name), "utf8")).not.toMatch(/[^\r]\n/);
    for (const name of [...scripts, "kaochang", "使用说明.md"])
      expect(readFileSync(path.join(folder, name), "utf8")).not.toContain("{{");
  });
});
