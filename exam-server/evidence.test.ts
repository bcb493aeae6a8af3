import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { lockFolder } from "./store/sqlite/lock.ts";
import { openSqliteStore } from "./store/sqlite.ts";
import { closedSitting } from "./testing/closed-sitting.ts";
import { type Seat, signIn, takeDesk, takeSeat } from "./testing/seat.ts";
import { type Announcement, kaochang, type ServerProcess, serverProcess } from "./testing/server-process.ts";

const scratch = mkdtempSync(path.join(tmpdir(), "kaochang-evidence-"));
const inScratch = (name: string) => path.join(scratch, name);

afterAll(() => rmSync(scratch, { recursive: true }));

function account({ staff }: Announcement, role: string) {
  const found = staff.find(({ roles }) => roles.includes(role));
  if (!found) throw new Error(`no ${role}`);
  return { username: found.username, password: found.password };
}

describe("EVID-4 a sitting's archive", () => {
  let server: ServerProcess;
  let started: Announcement;
  let sitting: string;

  beforeAll(async () => {
    server = serverProcess();
    const store = await openSqliteStore(path.join(server.dataDir, "kaochang.sqlite"));
    ({ sitting } = await closedSitting(store));
    await store.close();
    started = await server.start();
  }, 60_000);
  afterAll(async () => {
    await server.end();
    server.forget();
  });

  const download = async (role: string, id: string): Promise<Response> => {
    const cookie = await signIn(started.url, "staff", account(started, role));
    return fetch(`${started.url}/api/staff/sittings/${id}/archive`, { headers: { cookie } });
  };

  test("EVID-4 is made beside the running server, and verified without it", async () => {
    const file = inScratch("made.zip");
    const made = await kaochang(
      "archive",
      "make",
      "--sitting",
      sitting,
      "--out",
      file,
      "--data-dir",
      server.dataDir,
    );
    expect([made.code, made.err]).toEqual([0, ""]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const key = (await kaochang("archive", "key", "--data-dir", server.dataDir)).out.trim();
    const json = JSON.parse((await kaochang("archive", "verify", file, "--json")).out);
    const { root } = json.archive;
    const found = await kaochang("archive", "verify", file, "--key", key, "--root", root.toUpperCase());
    expect([found.code, found.err]).toEqual([0, ""]);
    expect(found.out).toContain("重抽 3 份试卷，重新评分 5 次\n没有发现问题");
    expect(found.out.match(/（与所给的一致）/g)?.length).toBe(2);
    const other = await kaochang("archive", "verify", file, "--root", root.replaceAll(/[0-9]/g, "a"));
    expect([other.code, other.out.includes("总校验值与所给的不一致")]).toEqual([1, true]);
    expect((await kaochang("archive", "verify", file, "--key", "0000", "--json")).code).toBe(1);
  });

  test("EVID-4 is downloaded by the officer, and by nobody else", async () => {
    const reply = await download("officer", sitting);
    expect(reply.headers.get("content-type")).toBe("application/zip");
    expect(reply.headers.get("content-disposition")).toContain(`kaochang-${sitting}.zip`);
    const file = inScratch("sent.zip");
    writeFileSync(file, Buffer.from(await reply.arrayBuffer()));
    const { code, out } = await kaochang("archive", "verify", file, "--json");
    expect(code).toBe(0);
    const { archive } = JSON.parse(out);
    const cookie = await signIn(started.url, "staff", account(started, "proctor"));
    const shown = await fetch(`${started.url}/api/staff/archive-key`, { headers: { cookie } });
    expect(await shown.json()).toEqual({ ok: true, fingerprint: archive.fingerprint });

    expect((await download("proctor", sitting)).status).toBe(403);
    expect((await download("officer", "nothing")).status).toBe(404);
    expect((await fetch(`${started.url}/api/staff/sittings/${sitting}/archive`)).status).toBe(401);
  });

  test("EVID-4 of a sitting that is not closed is refused in a sentence, and no file is left", async () => {
    const made = await kaochang("practice", "--data-dir", server.dataDir, "--json");
    const { id } = JSON.parse(made.out).sitting;
    const file = inScratch("early.zip");
    const run = await kaochang(
      "archive",
      "make",
      "--sitting",
      id,
      "--out",
      file,
      "--data-dir",
      server.dataDir,
    );
    expect([run.code, run.out]).toEqual([1, ""]);
    expect(run.err).toContain("场次还没有收卷");
    expect(readdirSync(scratch).filter((name) => name.startsWith("early"))).toEqual([]);
    expect((await download("officer", id)).status).toBe(409);
  });

  test("EVID-4 never replaces a file", async () => {
    const file = inScratch("there.zip");
    writeFileSync(file, "mine");
    const run = await kaochang(
      "archive",
      "make",
      "--sitting",
      sitting,
      "--out",
      file,
      "--data-dir",
      server.dataDir,
    );
    expect([run.code, readFileSync(file, "utf8")]).toEqual([1, "mine"]);
    expect(run.err).toContain("已存在");
  });
});

/** A seat that saves one answer after another until it is told to stop; `acknowledged` grows with the replies. */
function savingSeat(seat: Seat, items: readonly string[]) {
  let acknowledged = 0;
  let going = true;
  const run = async () => {
    while (going) {
      const seq = acknowledged + 1;
      const reply = await seat.respond(seq, items[seq % items.length] ?? "", seq % 2 ? "A" : "B");
      if (reply.ok) acknowledged = seq;
      // A quick machine saves faster than one seat is allowed to: the answer is sent again, as the page does.
      else if (reply.code === "too-many-messages") await sleep(50);
      else throw new Error(reply.code);
    }
  };
  const done = run();
  return {
    acknowledged: () => acknowledged,
    stop: () => {
      going = false;
      return done;
    },
  };
}

describe("EVID-5 a backup made in the middle of an exam", () => {
  const seatsTaken = 4;
  let server: ServerProcess;
  let restored: ServerProcess;
  let started: Announcement;
  let seats: Seat[];
  let deadline: number | null;
  const backup = () => inScratch("running.sqlite");
  const people = () => started.practice?.candidates.slice(0, seatsTaken) ?? [];

  beforeAll(async () => {
    server = serverProcess();
    restored = serverProcess();
    started = await server.start();
    seats = await Promise.all(people().map((person) => takeSeat(started.url, person)));
    for (const seat of seats) await seat.arrive();
    const proctor = await takeDesk(started.url, account(started, "proctor"));
    await proctor.ask("start", { sitting: started.practice?.sitting.id ?? "" });
    proctor.leave();
  }, 60_000);
  afterAll(async () => {
    await Promise.all([server.end(), restored.end()]);
    server.forget();
    restored.forget();
  });

  test("EVID-5 has every answer that was acknowledged before it, and the sitting goes on from it", async () => {
    const opened = await seats[0]?.open();
    deadline = opened?.ok ? opened.view.clock.deadline : null;
    const saving = await Promise.all(
      seats.map(async (seat) => {
        const { items } = await seat.paper();
        return savingSeat(
          seat,
          items.filter(({ type }) => type === "single-choice").map(({ id }) => id),
        );
      }),
    );
    await expect.poll(() => saving.every((one) => one.acknowledged() > 20)).toBe(true);
    const before = saving.map((one) => one.acknowledged());
    const made = await kaochang("backup", "--out", backup(), "--data-dir", server.dataDir, "--json");
    expect([made.code, made.err]).toEqual([0, ""]);
    const after = saving.map((one) => one.acknowledged());
    // Saving went on meanwhile, or this would prove nothing.
    expect(after.every((count, index) => count > (before[index] ?? 0))).toBe(true);
    await Promise.all(saving.map((one) => one.stop()));
    await server.end("SIGKILL");

    const run = await kaochang("restore", backup(), "--data-dir", restored.dataDir);
    expect([run.code, run.err]).toEqual([0, ""]);
    const { url } = await restored.start();
    for (const [index, person] of people().entries()) {
      const seat = await takeSeat(url, person, seats[index]?.journal);
      const reply = await seat.open();
      if (!reply.ok) throw new Error(reply.code);
      const { lastSeq, phase, clock } = reply.view;
      expect(phase).toBe("running");
      expect(lastSeq).toBeGreaterThanOrEqual(before[index] ?? Number.NaN);
      expect(lastSeq).toBeLessThanOrEqual(saving[index]?.acknowledged() ?? 0);
      // Exam time goes on where the backup was made: the deadline stands, and none of the time is lost.
      expect(clock.deadline).toBe(deadline);
      const items = Object.keys(reply.view.answers);
      expect(items.length).toBeGreaterThan(20);
      expect(await seat.respond(lastSeq + 1, items[0] ?? "", "A")).toMatchObject({ ok: true });
      seat.leave();
    }
    const { exam } = (await (await fetch(`${url}/healthz`)).json()) as { exam: number };
    expect(exam).toBeGreaterThanOrEqual(JSON.parse(made.out).exam);
  });

  test("EVID-5 is refused for a folder with data, for one in use, and left as it was", async () => {
    const full = inScratch("full");
    const { code } = await kaochang("restore", backup(), "--data-dir", full);
    expect(code).toBe(0);
    const again = await kaochang("restore", backup(), "--data-dir", full);
    expect([again.code, again.err.includes("不是空的")]).toEqual([1, true]);
    const release = lockFolder(full);
    const used = await kaochang("restore", backup(), "--data-dir", full);
    expect([used.code, used.err.includes("正由一个服务器使用")]).toEqual([1, true]);
    release?.();
  });

  test.each<[string, (bytes: Buffer) => Buffer | string, RegExp]>([
    ["cut off", (bytes) => bytes.subarray(0, bytes.length - 8192), /损坏|校验失败|缺少/],
    ["no database", () => "hello", /不是考场的备份/],
    [
      "an answer changed",
      (bytes) => {
        const place = bytes.lastIndexOf('"response":"A"');
        bytes[place + 12] = "C".charCodeAt(0);
        return bytes;
      },
      /校验失败/,
    ],
  ])("EVID-5 that is %s is refused before anything is written", async (_, damage, said) => {
    const file = inScratch("bad.sqlite");
    writeFileSync(file, damage(readFileSync(backup())));
    const target = inScratch("never");
    const { code, err } = await kaochang("restore", file, "--data-dir", target);
    expect([code, readdirSync(scratch).includes("never")]).toEqual([1, false]);
    expect(err).toMatch(said);
  });

  test("EVID-5 a plain copy of a database that is in use is no backup", async () => {
    const file = inScratch("plain.sqlite");
    writeFileSync(file, readFileSync(path.join(server.dataDir, "kaochang.sqlite")));
    const { code, err } = await kaochang("restore", file, "--data-dir", inScratch("never"));
    expect([code, err.includes("直接复制")]).toEqual([1, true]);
  });

  test("EVID-5 is not called good when the log does not hold: no file is left", async () => {
    const folder = inScratch("tampered");
    await kaochang("restore", backup(), "--data-dir", folder);
    const db = new Database(path.join(folder, "kaochang.sqlite"));
    db.exec("UPDATE event SET data = data || ' ' WHERE position = 20");
    db.close();
    const out = inScratch("tampered.sqlite");
    const { code, err } = await kaochang("backup", "--out", out, "--data-dir", folder);
    expect([code, err.includes("校验失败")]).toEqual([1, true]);
    expect(readdirSync(scratch).filter((name) => name.startsWith("tampered."))).toEqual([]);
  });
});

test("EVID-5 a server backs itself up, and staff are told when it cannot", async () => {
  const server = serverProcess({ BACKUP_DIR: inScratch("automatic"), BACKUP_MINUTES: "0.1" });
  const started = await server.start();
  const automatic = () => {
    const folder = inScratch("automatic");
    return readdirSync(scratch).includes("automatic") ? readdirSync(folder) : [];
  };
  await expect.poll(automatic, { timeout: 40_000 }).toContain("kaochang-000001.sqlite");
  const target = inScratch("from-automatic");
  const file = path.join(inScratch("automatic"), "kaochang-000001.sqlite");
  expect((await kaochang("restore", file, "--data-dir", target)).code).toBe(0);

  rmSync(inScratch("automatic"), { recursive: true });
  writeFileSync(inScratch("automatic"), "in the way");
  const proctor = await takeDesk(started.url, account(started, "proctor"));
  const warned = async () => {
    const board = await proctor.ask("watch", { sitting: started.practice?.sitting.id ?? "" });
    return board.ok ? board.warnings.map(({ kind }) => kind) : [];
  };
  await expect.poll(warned, { timeout: 40_000 }).toContain("backup-failed");
  proctor.leave();
  await server.end();
  server.forget();
});
