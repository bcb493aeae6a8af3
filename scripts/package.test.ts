import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** Away from the checkout, so that nothing is found in its node_modules. */
const scratch = mkdtempSync(path.join(tmpdir(), "kaochang-packaged-"));
const data = path.join(scratch, "data");
/** What a machine has that has nothing but Node. */
const env = { PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin` };

let script = "";
let server: ChildProcess | null = null;

function run(...args: string[]): string {
  return execFileSync(script, args, { cwd: scratch, env: { ...env, DATA_DIR: data }, encoding: "utf8" });
}

interface Announcement {
  url: string;
  staff: { username: string; password: string }[];
}

function serve(): Promise<Announcement> {
  const args = ["serve", "--json", "--host", "127.0.0.1", "--port", "0"];
  const child = spawn(script, args, { cwd: scratch, env: { ...env, DATA_DIR: data } });
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

describe.skipIf(process.platform === "win32")("PACK-1 a package", () => {
  beforeAll(() => {
    const made = execFileSync(process.execPath, ["scripts/package.mjs", "--out", scratch], {
      encoding: "utf8",
    });
    execFileSync("tar", ["-xzf", made.trim(), "-C", scratch]);
    const folder = path.basename(made.trim(), ".tar.gz");
    script = path.join(scratch, folder, "kaochang");
  }, 300_000);
  afterAll(async () => {
    if (server !== null && server.exitCode === null) {
      const gone = new Promise((resolve) => server?.once("exit", resolve));
      server.kill();
      await gone;
    }
    rmSync(scratch, { recursive: true });
  }, 60_000);

  test("PACK-1 runs with nothing but Node: pages, sign-in, verbs beside the server, fonts, a backup", async () => {
    const { url, staff } = await serve();
    const page = await (await fetch(url)).text();
    const asset = /(?:src|href)="(\/assets\/[^"]+)"/.exec(page)?.[1] ?? "";
    expect((await fetch(`${url}${asset}`)).status).toBe(200);
    const officer = staff.find(({ username }) => username === "officer");
    const signedIn = await fetch(`${url}/api/staff/sign-in`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ username: officer?.username, password: officer?.password }),
    });
    expect(signedIn.status).toBe(200);
    const [, sitting = ""] = /^(\S+) {2}.*练习/m.exec(run("sitting", "list")) ?? [];
    const labels = path.join(scratch, "labels.pdf");
    run("print", "seat-labels", "--sitting", sitting, "--out", labels);
    expect(readFileSync(labels).subarray(0, 5).toString()).toBe("%PDF-");
    run("backup", "--out", path.join(scratch, "copy.sqlite"));
    expect(
      run("restore", path.join(scratch, "copy.sqlite"), "--data-dir", path.join(scratch, "new")),
    ).toContain("kaochang serve");
  }, 180_000);

  test("PACK-1 holds no link, and a unit that starts again after a power failure", () => {
    const links = readdirSync(path.dirname(script), { recursive: true, withFileTypes: true });
    expect(links.filter((entry) => entry.isSymbolicLink()).map(({ name }) => name)).toEqual([]);
    const unit = readFileSync(path.join(path.dirname(script), "kaochang.service"), "utf8");
    expect(unit).toMatch(/^Restart=always$/m);
    expect(unit).toMatch(/^WantedBy=multi-user.target$/m);
    expect(unit).toMatch(/^Environment=DATA_DIR=\/var\/lib\/kaochang$/m);
  });
});
