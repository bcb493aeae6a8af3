import { X509Certificate } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { request } from "node:https";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSqliteStore } from "./store/sqlite.ts";
import { type Announcement, kaochang, type ServerProcess, serverProcess } from "./testing/server-process.ts";

interface Encrypted extends Announcement {
  tls: { url: string; trust: { fingerprint: string } | null } | null;
}

const scratch = mkdtempSync(path.join(tmpdir(), "kaochang-backup-tls-"));
const backup = path.join(scratch, "all.sqlite");
const secretNames = ["archive-signing", "sealing", "seb-pass"];
const photo = { sha256: "a1", bytes: Buffer.from([1, 2, 3]) };
let server: ServerProcess;
let restored: ServerProcess;
let before: Encrypted;

beforeAll(async () => {
  server = serverProcess({ TLS: "on", TLS_PORT: "0" });
  restored = serverProcess({ TLS: "on", TLS_PORT: "0" });
  before = (await server.start()) as Encrypted;
  await withStore(server, (store) => store.plans.putPhotos([photo]));
  const made = await kaochang("backup", "--out", backup, "--data-dir", server.dataDir);
  expect([made.code, made.err]).toEqual([0, ""]);
  expect(made.out).toContain("https 根证书也在内");
}, 60_000);

afterAll(async () => {
  await Promise.all([server.end(), restored.end()]);
  server.forget();
  restored.forget();
  rmSync(scratch, { recursive: true });
});

async function withStore<T>(
  { dataDir }: ServerProcess,
  use: (store: Awaited<ReturnType<typeof openSqliteStore>>) => Promise<T>,
): Promise<T> {
  const store = await openSqliteStore(path.join(dataDir, "kaochang.sqlite"));
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

/** The status of a request that trusts this authority and no other. */
function statusOver(ca: string, url: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { ca })
      .once("error", reject)
      .once("response", (response) => {
        response.resume();
        resolve(response.statusCode);
      })
      .end();
  });
}

test("EVID-5 a restored server is trusted by the same seats, signs with the same key, and has photos and rescue key", async () => {
  const kept = await withStore(server, ({ secrets }) =>
    Promise.all(secretNames.map((name) => secrets.keep(name, "new"))),
  );
  const authority = readFileSync(path.join(server.dataDir, "tls", "ca.pem"), "utf8");
  await server.end("SIGKILL");
  // As from a stick that knows no owners.
  chmodSync(backup, 0o777);
  const run = await kaochang("restore", backup, "--data-dir", restored.dataDir);
  expect([run.code, run.err]).toEqual([0, ""]);
  await withStore(restored, async ({ plans, secrets: found }) => {
    // Before the server starts: of nobody's photos it keeps none.
    expect(await plans.photo(photo.sha256)).toEqual(photo.bytes);
    expect(await Promise.all(secretNames.map((name) => found.keep(name, "new")))).toEqual(kept);
  });
  for (const [name, mode] of [
    ["kaochang.sqlite", 0o600],
    ["tls", 0o700],
    ["tls/ca.pem", 0o600],
    ["tls/server.pem", 0o600],
  ] as const) {
    expect([name, statSync(path.join(restored.dataDir, name)).mode & 0o777]).toEqual([name, mode]);
  }

  const after = (await restored.start()) as Encrypted;
  expect(after.tls?.trust).toMatchObject({ fingerprint: before.tls?.trust?.fingerprint });
  const trusted = new X509Certificate(authority).toString();
  expect(await statusOver(trusted, `${after.tls?.url}/healthz`)).toBe(200);
});

test("EVID-5 the authority's key stays in no corner of the restored database", () => {
  const [, key = ""] = /PRIVATE KEY-----\n([^\n]+)/.exec(
    readFileSync(path.join(restored.dataDir, "tls", "ca.pem"), "utf8"),
  ) ?? ["", ""];
  expect(key.length).toBeGreaterThan(30);
  expect(readFileSync(backup).includes(key)).toBe(true);
  expect(readFileSync(path.join(restored.dataDir, "kaochang.sqlite")).includes(key)).toBe(false);
});

test("EVID-5 a backup whose certificate was changed, or that names another file, is refused", async () => {
  for (const change of [
    "UPDATE kept_file SET bytes = x'00' WHERE name = 'tls/ca.pem'",
    "UPDATE kept_file SET name = '../escaped.pem' WHERE name = 'tls/ca.pem'",
  ]) {
    const file = path.join(scratch, "changed.sqlite");
    copyFileSync(backup, file);
    const db = new Database(file);
    db.exec(change);
    db.close();
    const target = path.join(scratch, "never");
    const { code, err } = await kaochang("restore", file, "--data-dir", target);
    expect([code, existsSync(target)]).toEqual([1, false]);
    expect(err).toContain("已损坏");
  }
});
