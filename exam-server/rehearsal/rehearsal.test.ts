import { readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import Sqlite from "better-sqlite3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readControlFile } from "../control-file.ts";
import type { RehearsalReport, RehearsalStatus } from "../protocol/rehearsal.ts";
import { signIn, takeDesk } from "../testing/seat.ts";
import { type Announcement, kaochang, type ServerProcess, serverProcess } from "../testing/server-process.ts";

/** A real server process, and the verb as another process beside it. */
let server: ServerProcess;
let first: Announcement;
let officer: string;

const plan = { candidates: 20, minutes: 0.1, offlineShare: 0, killServer: false };

const account = (role: string) => {
  const found = first.staff.find(({ roles }) => roles.includes(role));
  if (!found) throw new Error(`no ${role}`);
  return found;
};

const rehearse = (...flags: string[]) =>
  kaochang("rehearse", "--candidates", "20", "--minutes", "0.1", "--json", ...flags);

const reportIn = ({ out, err }: { out: string; err: string }): RehearsalReport => {
  expect(out, err).not.toBe("");
  return JSON.parse(out);
};

/** Asks `/api/staff/rehearsal…` as the officer. */
async function ask<T>(part: string, body?: unknown): Promise<T> {
  const sent = { method: "POST", body: JSON.stringify(body) };
  const response = await fetch(`${first.url}/api/staff/rehearsal${part}`, {
    headers: { cookie: officer, "content-type": "application/json" },
    ...(body === undefined ? {} : sent),
  });
  return (await response.json()) as T;
}

const listed = async (): Promise<string[]> => {
  const response = await fetch(`${first.url}/api/staff/sittings`, { headers: { cookie: officer } });
  const { sittings } = (await response.json()) as { sittings: { title: string }[] };
  return sittings.map(({ title }) => title);
};

async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await pause(100);
}

beforeAll(async () => {
  server = serverProcess({ GRACE_MS: "300" });
  first = await server.start();
  const { username, password } = account("officer");
  officer = await signIn(first.url, "staff", { username, password });
});

afterAll(async () => {
  const control = readControlFile(server.dataDir);
  await server.end("SIGKILL");
  try {
    if (control) process.kill(control.pid, "SIGKILL");
  } catch {
    // It was the one that has just ended.
  }
  server.forget();
});

test("REH-1 from another PC, half of the candidates cut off: nothing is lost, no time is wrong", async () => {
  const { username, password } = account("officer");
  process.env.KAOCHANG_PASSWORD = password;
  const run = await rehearse("--url", first.url, "--user", username, "--offline-share", "0.5");
  delete process.env.KAOCHANG_PASSWORD;
  const { figures, verdict, summary } = reportIn(run);
  expect(figures).toMatchObject({
    connections: { asked: 20, made: 20 },
    lost: 0,
    wrongDeadlines: 0,
    cutOff: 10,
  });
  expect(figures).toMatchObject({ undelivered: 0, refused: 0, quarantined: 0 });
  expect(figures.saves.acknowledged).toBeGreaterThan(20 * 100);
  expect(figures.saves.resent).toBeGreaterThan(0);
  // A machine that is busy with other things may be too slow for the verdict; then it must say so.
  expect(summary.startsWith("可以开考")).toBe(verdict === "ready");
  expect(run.code).toBe(verdict === "ready" ? 0 : 3);
});

test("REH-2 a rehearsal that is over is in no list and nobody signs in to it", async () => {
  const made = await ask<{ sitting: string; people: { admissionNumber: string; idNumber: string }[] }>(
    "/desk/prepare",
    plan,
  );
  const [person] = made.people;
  if (!person) throw new Error("nobody to sit");
  await signIn(first.url, "candidate", person);
  expect((await listed()).filter((title) => title.startsWith("演练"))).toHaveLength(1);
  expect(await ask("/desk/prepare", plan)).toMatchObject({ ok: false, code: "rehearsal-running" });
  await ask("/desk/finish", { sitting: made.sitting, report: null, failure: "试一试" });
  await until(async () => !(await listed()).some((title) => title.startsWith("演练")));
  await expect(signIn(first.url, "candidate", person)).rejects.toThrow("unknown-admission-number");
});

test("REH-1 the officer's button: progress, one at a time, cancel; the last report stays", async () => {
  expect(await ask("", { ...plan, minutes: 5 })).toEqual({ ok: true });
  expect(await ask("", plan)).toMatchObject({ code: "rehearsal-running" });
  const status = () => ask<RehearsalStatus>("");
  await until(async () => ((await status()).running?.progress.saved ?? 0) > 0);
  expect((await status()).running?.progress).toMatchObject({ stage: "answering", connected: 20 });
  expect(await ask("/cancel", {})).toEqual({ ok: true });
  await until(async () => (await status()).running === null);
  const { last, failure, refused } = await status();
  expect(failure).toContain("已取消");
  expect(refused).toBeNull();
  expect(last?.figures.cutOff).toBe(10);
  expect(JSON.parse(readFileSync(path.join(server.dataDir, "rehearsal.json"), "utf8"))).toEqual(last);
});

test("REH-1 kill -9 of the server in the middle loses nothing and its outage is credited", async () => {
  const before = readControlFile(server.dataDir)?.pid;
  const run = await rehearse("--data-dir", server.dataDir, "--kill-server");
  const { figures } = reportIn(run);
  expect(figures).toMatchObject({ connections: { made: 20 }, lost: 0, wrongDeadlines: 0, undelivered: 0 });
  expect(figures.outageMs).toBeGreaterThan(0);
  const after = readControlFile(server.dataDir);
  expect(after?.url).toBe(first.url);
  expect(after?.pid).not.toBe(before);
});

test("only the server's own PC may kill it", async () => {
  const away = await kaochang(
    "rehearse",
    "--url",
    "http://192.0.2.1:8080",
    "--user",
    "officer",
    "--kill-server",
  );
  expect([away.code, away.out]).toEqual([1, ""]);
  expect(away.err).toContain("只能在服务器所在的电脑上用");
});

test("REH-2 a real sitting: no kill while it is prepared, no rehearsal while it runs, and nothing of it is given away", async () => {
  const sitting = first.practice?.sitting.id ?? "";
  await makeReal(sitting);
  const refused = await rehearse("--data-dir", server.dataDir, "--kill-server");
  expect([refused.code, refused.out]).toEqual([1, ""]);
  expect(refused.err).toContain("有正式场次还没有结束");

  const under = kaochang("rehearse", "--candidates", "5", "--minutes", "5", "--data-dir", server.dataDir);
  await until(async () => ((await ask<RehearsalStatus>("")).running?.progress.saved ?? 0) > 0);
  const proctor = await takeDesk(first.url, account("proctor"));
  expect(await proctor.ask("start", { sitting })).toMatchObject({ ok: true });
  proctor.leave();
  const ended = await under;
  expect([ended.code, ended.out]).toEqual([1, ""]);
  expect(ended.err).toContain("正式场次已经开考");

  const again = await rehearse("--data-dir", server.dataDir);
  expect([again.code, again.out]).toEqual([1, ""]);
  expect(again.err).toContain("有正式场次正在考试");
  for (const act of ["start", "answers", "finish"]) {
    const body = { sitting, ...(act === "answers" ? { from: 0 } : {}) };
    const asked = act === "finish" ? { ...body, report: null, failure: null } : body;
    expect(await ask(`/desk/${act}`, asked)).toMatchObject({ ok: false, code: "not-found" });
  }
});

/** Nothing makes real sittings yet, so the practice one of the first start is turned into one. */
async function makeReal(sitting: string): Promise<void> {
  const control = readControlFile(server.dataDir);
  if (control) process.kill(control.pid, "SIGTERM");
  await until(async () => !(await fetch(`${first.url}/healthz`).catch(() => null)));
  const db = new Sqlite(path.join(server.dataDir, "kaochang.sqlite"));
  db.prepare("UPDATE sitting SET practice = 0 WHERE id = ?").run(sitting);
  db.close();
  await server.start(Number(new URL(first.url).port));
}
