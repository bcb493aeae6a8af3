import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { NewPractice } from "./first-start.ts";
import type { SittingResults } from "./protocol/http.ts";
import type { BoardSeat, Entry, QuarantinedEntry, Receipt } from "./protocol/messages.ts";
import type { RescueFile } from "./protocol/rescue-file.ts";
import type { RescueKeys } from "./protocol/sealed-paper.ts";
import { openPaper } from "./rehearsal/open-paper.ts";
import { respond } from "./testing/attempts.ts";
import { makeRescueFile } from "./testing/rescue-file.ts";
import { type Seat, takeDesk, takeSeat } from "./testing/seat.ts";
import { type Announcement, kaochang, type ServerProcess, serverProcess } from "./testing/server-process.ts";

/** What waits for a proctor, and time that a proctor grants: over a real server process, real sockets and real files. */

type Person = NewPractice["candidates"][number];
type Desk = Awaited<ReturnType<typeof takeDesk>>;

let server: ServerProcess;
let first: Announcement;
let folder: string;
let proctor: Desk;

const account = (role: string) => {
  const found = first.staff.find(({ roles }) => roles.includes(role));
  if (!found) throw new Error(`no ${role}`);
  return found;
};

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "kaochang-usb-"));
  server = serverProcess({ GRACE_MS: "3000" });
  first = await server.start();
});
beforeEach(async () => {
  proctor = await takeDesk(first.url, account("proctor"));
});
afterAll(async () => {
  await server.end();
  server.forget();
  rmSync(folder, { recursive: true });
});

const verb = (...args: string[]) => kaochang(...args, "--data-dir", server.dataDir);

async function json<T>(...args: string[]): Promise<T> {
  const { code, out, err } = await verb(...args, "--json");
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as T;
}

async function killAndRestart(): Promise<void> {
  await server.end("SIGKILL");
  await server.start(Number(new URL(first.url).port));
  proctor = await takeDesk(first.url, account("proctor"));
}

interface Exam {
  id: string;
  people: [Person, Person, Person];
}

async function practice(minutes: number): Promise<Exam> {
  const made = await json<NewPractice>("practice", "--minutes", String(minutes), "--candidates", "3");
  return { id: made.sitting.id, people: made.candidates as Exam["people"] };
}

/** Arrives, and starts the sitting. */
async function begin({ id, people: [person] }: Exam): Promise<Seat> {
  const seat = await takeSeat(first.url, person);
  await seat.arrive();
  await proctor.ask("start", { sitting: id });
  await expect.poll(() => seat.views.at(-1)?.phase).toBe("running");
  return seat;
}

/** The paper with what earns all points, and the seat's keys for a rescue file. */
async function paperOf(seat: Seat, { admissionNumber }: Person) {
  const sealed = await seat.ask("paper", {});
  const shown = await seat.open();
  if (!sealed.ok || !shown.ok || shown.view.paperKey === null) throw new Error("no paper");
  const { paper, rescue } = openPaper(sealed.sealed, shown.view.paperKey);
  const out = path.join(folder, randomBytes(4).toString("hex"));
  await json("attempt", "export", admissionNumber, "--out", out);
  const { key } = JSON.parse(readFileSync(path.join(out, "paper.json"), "utf8")) as {
    key: Record<string, string>;
  };
  const singles = paper.sections.find(({ type }) => type === "single-choice")?.items ?? [];
  return { rescue, out, singles, right: (index: number) => key[singles[index] ?? ""] ?? "" };
}

/** Entries of the seat's own lease, answering the n-th single choice. */
function writer(seat: Seat, singles: string[]) {
  return (seq: number, index: number, response: string | null, made: number): Entry => ({
    ...respond(seq, singles[index] ?? "", response, made),
    epoch: seat.epoch(),
  });
}

async function onBoard({ id }: Exam, { admissionNumber }: Person): Promise<BoardSeat> {
  const board = await proctor.ask("watch", { sitting: id });
  const seat = board.ok && board.seats.find((one) => one.admissionNumber === admissionNumber);
  if (!seat) throw new Error("not on the board");
  return seat;
}

async function closed(exam: Exam): Promise<void> {
  const phase = async () => {
    const board = await proctor.ask("watch", { sitting: exam.id });
    return board.ok && board.sitting.phase;
  };
  await expect.poll(phase, { timeout: 40_000, interval: 300 }).toBe("closed");
}

async function totalOf({ id }: Exam, { admissionNumber }: Person): Promise<number | null> {
  const officer = await takeDesk(first.url, account("officer"));
  const reply = await fetch(`${first.url}/api/staff/sittings/${id}/results`, {
    headers: { cookie: officer.cookie },
  });
  officer.leave();
  const { results } = (await reply.json()) as SittingResults;
  return results.find((one) => one.admissionNumber === admissionNumber)?.total ?? null;
}

async function listed(attempt: string): Promise<QuarantinedEntry[]> {
  const reply = await proctor.ask("quarantine", { attempt });
  if (!reply.ok) throw new Error(reply.code);
  return reply.entries;
}

const namesOf = (entries: readonly QuarantinedEntry[]) =>
  entries.map(({ journal, seq, digest }) => ({ journal, seq, digest }));
const receiptOf = (seat: Seat): Receipt | null | undefined => seat.views.at(-1)?.receipt;

describe("quarantined entries", () => {
  test("END-4 admitting them after the close scores anew and issues a new receipt, also after a restart", async () => {
    const exam = await practice(0.15);
    const [person] = exam.people;
    const seat = await begin(exam);
    const { singles, right, out } = await paperOf(seat, person);
    const write = writer(seat, singles);
    await seat.send([write(1, 0, right(0), 0), write(2, 1, right(1), 0)]);
    await closed(exam);
    const before = receiptOf(seat);
    expect(before).toMatchObject({ answered: 2, quarantined: 0, reason: "time-up" });
    expect(await totalOf(exam, person)).toBe(200);

    // Written after the end: one answer more, one cleared, and one that is set aside in the end.
    const late = 1e9;
    expect(
      await seat.send([write(3, 2, right(2), late), write(4, 0, null, late), write(5, 3, right(3), late)]),
    ).toMatchObject({ replies: [{ result: "quarantined", code: "after-deadline" }, {}, {}] });
    expect(await totalOf(exam, person)).toBe(200);
    const { attempt, quarantined } = await onBoard(exam, person);
    expect(quarantined).toBe(3);
    const entries = await listed(attempt);
    expect(entries).toMatchObject([
      { number: 3, why: "after-deadline", current: null, currentText: null },
      { number: 1, cameText: null, current: right(0) },
      { number: 4 },
    ]);

    const act = { attempt, entries: namesOf(entries.slice(0, 2)), reason: "与考生核对属实" };
    const officer = await takeDesk(first.url, account("officer"));
    expect(await officer.ask("decide-quarantine", { ...act, admit: true })).toMatchObject({
      code: "wrong-role",
    });
    officer.leave();
    expect(await proctor.ask("decide-quarantine", { ...act, admit: true })).toMatchObject({ decided: 2 });
    expect(await proctor.ask("decide-quarantine", { ...act, admit: true })).toMatchObject({
      code: "not-quarantined",
    });
    // The page that shows the receipt shows the new one; one point came and one went.
    await expect.poll(() => receiptOf(seat)?.number).not.toBe(before?.number);
    expect(receiptOf(seat)).toMatchObject({ answered: 2, quarantined: 1, reason: "time-up" });
    expect(await totalOf(exam, person)).toBe(200);
    const rows = new Database(path.join(server.dataDir, "kaochang.sqlite"), { readonly: true });
    const answered = rows.prepare("SELECT key FROM view WHERE kind = 'answer' AND key LIKE ?");
    expect(answered.pluck().all(`${attempt}/%`)).toEqual(
      [singles[1], singles[2]].map((item) => `${attempt}/${item}`).sort(),
    );
    rows.close();

    await killAndRestart();
    const admitted = await json<{ decided: number; waiting: number; total: number; receipt: Receipt }>(
      ...["quarantine", "decide", attempt, "--admit", "--reason", "核对"],
    );
    expect(admitted).toMatchObject({ decided: 1, waiting: 0, total: 300, receipt: { answered: 3 } });
    const again = await takeSeat(first.url, person, seat.journal);
    expect(await again.open()).toMatchObject({ view: { receipt: admitted.receipt } });
    expect(await totalOf(exam, person)).toBe(300);
    await json("attempt", "export", person.admissionNumber, "--out", out);
    const files = ["--paper", path.join(out, "paper.json"), "--responses", path.join(out, "responses.json")];
    expect(JSON.parse((await kaochang("score", ...files, "--json")).out)).toMatchObject({ total: 3 });
    again.leave();
  });

  test("LEASE-1 the old PC that returns hands its entries over; they count when a proctor admits them", async () => {
    const exam = await practice(30);
    const [person] = exam.people;
    const old = await begin(exam);
    const { singles, right } = await paperOf(old, person);
    const write = writer(old, singles);
    await old.send([write(1, 0, right(0), 0)]);
    old.leave();
    await expect.poll(async () => (await onBoard(exam, person)).state).toBe("offline");

    const spare = await takeSeat(first.url, person);
    expect(await spare.open()).toMatchObject({ code: "lease-held" });
    const knocking = await onBoard(exam, person);
    expect(knocking.knocking).toBe(true);
    const { attempt } = knocking;
    await proctor.ask("release-seat", { attempt, reason: "电脑死机" });
    expect(await spare.open()).toMatchObject({
      ok: true,
      view: { answers: { [singles[0] ?? ""]: right(0) } },
    });
    expect((await onBoard(exam, person)).knocking).toBe(false);
    await spare.respond(1, singles[1] ?? "", right(1));

    const back = await takeSeat(first.url, person, old.journal);
    expect(await back.open()).toMatchObject({ code: "fenced", detail: attempt });
    const wrong = right(1) === "A" ? "B" : "A";
    const kept = await back.ask("entries", {
      journal: old.journal,
      epoch: old.epoch(),
      entries: [write(2, 1, wrong, 0), write(3, 2, right(2), 0)],
    });
    expect(kept).toMatchObject({ replies: [{ code: "fenced" }, { result: "quarantined" }] });
    const shown = async () => {
      const reply = await spare.open();
      return reply.ok && [1, 2].map((index) => reply.view.answers[singles[index] ?? ""]);
    };
    expect(await shown()).toEqual([right(1), undefined]);
    const entries = await listed(attempt);
    expect(entries).toMatchObject([{ number: 2, why: "fenced", current: right(1) }, { number: 3 }]);
    await proctor.ask("decide-quarantine", {
      ...{ attempt, entries: namesOf(entries.slice(0, 1)), reason: "以后来的答案为准", admit: false },
    });
    await proctor.ask("decide-quarantine", {
      ...{ attempt, entries: namesOf(entries.slice(1)), reason: "核对属实", admit: true },
    });
    expect(await shown()).toEqual([right(1), right(2)]);
    expect((await onBoard(exam, person)).quarantined).toBe(0);
    for (const one of [spare, back]) one.leave();
  });
});

describe("rescue files", () => {
  const post = async (file: unknown, cookie = proctor.cookie) => {
    const response = await fetch(`${first.url}/api/staff/rescue`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify(file),
    });
    return { status: response.status, ...((await response.json()) as object) };
  };

  /** The middle byte of the seal, another one. */
  function changed({ sealed, ...file }: RescueFile): RescueFile {
    const bytes = Buffer.from(sealed, "base64");
    const at = bytes.length >> 1;
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return { ...file, sealed: bytes.toString("base64") };
  }

  const claimsOf = ({ attempt }: RescueKeys, { journal }: Seat, entries: Entry[]) => ({
    attempt,
    journal,
    entries,
  });

  test("ANS-11 what a dead LAN kept comes as a file, waits, and counts when admitted; the PC that returns changes nothing", async () => {
    const exam = await practice(0.15);
    const [person] = exam.people;
    const seat = await begin(exam);
    const { singles, right, rescue } = await paperOf(seat, person);
    const write = writer(seat, singles);
    await seat.send([write(1, 0, right(0), 0)]);
    const kept = [write(2, 1, right(1), 0), write(3, 2, right(2), 0), write(4, 0, null, 0)];
    seat.leave();
    await closed(exam);
    expect(await totalOf(exam, person)).toBe(100);

    const file = makeRescueFile(rescue, claimsOf(rescue, seat, [write(1, 0, right(0), 0), ...kept]));
    const { attempt } = rescue;
    const loaded = { ok: true, attempt, sitting: exam.id, seat: person.seat, name: person.name };
    expect(await post(file)).toMatchObject({
      ...loaded,
      already: false,
      entries: 4,
      unusable: 0,
      waiting: 3,
    });
    expect(await post(file)).toMatchObject({ ...loaded, already: true, waiting: 3 });
    // Sealed anew, because saved twice: other bytes, the same claims.
    const twin = makeRescueFile(rescue, claimsOf(rescue, seat, kept));
    expect(await post(twin)).toMatchObject({ ...loaded, entries: 3, waiting: 3 });
    expect(await totalOf(exam, person)).toBe(100);

    // The PC is back before the decision …
    const back = await takeSeat(first.url, person, seat.journal);
    await back.open();
    const resend = () => back.ask("entries", { journal: seat.journal, epoch: seat.epoch(), entries: kept });
    const quarantined = { replies: kept.map(({ seq }) => ({ seq, result: "quarantined" })), expected: 5 };
    expect(await resend()).toMatchObject(quarantined);
    const entries = await listed(attempt);
    expect(entries.map(({ seq, why }) => [seq, why])).toEqual([2, 3, 4].map((seq) => [seq, "rescued"]));
    const admit = { attempt, entries: namesOf(entries), admit: true, reason: "网络中断，按时作答" };
    expect(await proctor.ask("decide-quarantine", admit)).toMatchObject({ decided: 3 });
    expect(await totalOf(exam, person)).toBe(200);
    // … and after it.
    expect(await resend()).toMatchObject(quarantined);
    expect(await post(file)).toMatchObject({ already: true, waiting: 0 });
    expect(await listed(attempt)).toEqual([]);
    expect(await totalOf(exam, person)).toBe(200);
    back.leave();
  });

  test("ANS-11 loaded while the exam runs, a file's entries need no decision once the PC has sent them", async () => {
    const exam = await practice(30);
    const [person] = exam.people;
    const seat = await begin(exam);
    const { singles, right, rescue } = await paperOf(seat, person);
    const write = writer(seat, singles);
    const kept = [write(1, 0, right(0), 0), write(2, 1, right(1), 0)];
    const file = path.join(folder, "12座.kcr");
    writeFileSync(file, JSON.stringify(makeRescueFile(rescue, claimsOf(rescue, seat, kept))));
    expect(await json("rescue", "load", file)).toMatchObject({ files: [{ file, ok: true, waiting: 2 }] });
    const list = await json<{ attempts: unknown[] }>("quarantine", "list", exam.id);
    expect(list).toMatchObject({
      attempts: [{ seat: person.seat, entries: [{ number: 1 }, { number: 2 }] }],
    });
    const { out } = await verb("quarantine", "list", exam.id);
    expect(out).toMatch(/2 条待定.*第 1 题.*来自救援文件 +[0-9a-f]{16}/s);
    expect(await seat.send(kept)).toMatchObject({
      replies: [{ result: "accepted" }, { result: "accepted" }],
    });
    expect(await listed(rescue.attempt)).toEqual([]);
    expect(await seat.open()).toMatchObject({ view: { answers: { [singles[0] ?? ""]: right(0) } } });
    seat.leave();
  });

  test("ANS-11 a changed file, another server's, one with another attempt's MAC, and none at all are refused", async () => {
    const exam = await practice(30);
    const [person, neighbour] = exam.people;
    const seat = await begin(exam);
    const other = await takeSeat(first.url, neighbour);
    await other.arrive();
    const { singles, right, rescue } = await paperOf(seat, person);
    const foreign = (await paperOf(other, neighbour)).rescue;
    const claims = claimsOf(rescue, seat, [writer(seat, singles)(1, 0, right(0), 0)]);
    const file = makeRescueFile(rescue, claims);
    const elsewhere = { server: "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a" };
    const invalid = { status: 409, ok: false, code: "rescue-invalid" };
    for (const [bad, detail] of [
      [changed(file), "seal"],
      [makeRescueFile({ ...rescue, ...elsewhere }, claims), "seal"],
      [makeRescueFile(rescue, { ...claims, attempt: foreign.attempt }), "mac"],
      [makeRescueFile(foreign, claims), "mac"],
      [{ ...file, ephemeral: "0".repeat(64) }, "seal"],
      [{ format: "something/1" }, "format"],
      [{ ...file, sealed: "A".repeat(9_000_000) }, undefined],
    ] as const) {
      expect(await post(bad)).toMatchObject(
        detail === undefined ? { status: 413, code: "too-large" } : { ...invalid, detail },
      );
    }
    expect(await listed(rescue.attempt)).toEqual([]);
    const officer = await takeDesk(first.url, account("officer"));
    expect(await post(file, officer.cookie)).toMatchObject({ status: 403, code: "wrong-role" });
    expect(await post(file, "")).toMatchObject({ status: 401, code: "not-signed-in" });

    const [good, bad] = ["good.kcr", "bad.kcr"].map((name) => path.join(folder, name)) as [string, string];
    writeFileSync(good, JSON.stringify(file));
    writeFileSync(bad, JSON.stringify(changed(file)));
    const run = await verb("rescue", "load", good, bad, folder, "--json");
    expect(run).toMatchObject({ code: 1, out: "", err: expect.stringContaining("EISDIR") });
    const mixed = await verb("rescue", "load", good, bad, "--json");
    expect(mixed.err).toMatch(/^.*bad\.kcr：没有载入。.*\[rescue-invalid seal\]\n$/);
    expect([mixed.code, JSON.parse(mixed.out)]).toMatchObject([1, { files: [{ ok: true }, { ok: false }] }]);
    for (const one of [seat, other, officer]) one.leave();
  });
});

describe("more time", () => {
  const minute = 60_000;

  test("TIME-7 a grant reaches the seats, each says that it shows it, and it survives kill -9", async () => {
    const exam = await practice(30);
    const [person, missing] = exam.people;
    const seat = await begin(exam);
    const before = seat.views.at(-1)?.clock.deadline ?? Number.NaN;
    const grant = { sitting: exam.id, ms: 10 * minute, kind: "credit", reason: "停电" } as const;
    const officer = await takeDesk(first.url, account("officer"));
    expect(await officer.ask("grant-time", { ...grant, attempts: null })).toMatchObject({
      code: "wrong-role",
    });
    officer.leave();
    expect(await proctor.ask("grant-time", { ...grant, attempts: ["x"] })).toMatchObject({
      code: "not-found",
    });
    expect(await proctor.ask("grant-time", { ...grant, attempts: null })).toMatchObject({ granted: 3 });
    const more = { deadline: before + 10 * minute, changes: 1, granted: 10 * minute };
    await expect.poll(() => seat.views.at(-1)?.clock).toMatchObject(more);
    expect(await onBoard(exam, person)).toMatchObject({ ...more, changesSeen: 0 });
    expect(await seat.ask("time-seen", { epoch: seat.epoch(), changes: 1 })).toMatchObject({ ok: true });
    expect(await onBoard(exam, person)).toMatchObject({ ...more, changesSeen: 1 });
    expect(await onBoard(exam, missing)).toMatchObject({ ...more, changesSeen: 0, state: "not-arrived" });

    await killAndRestart();
    const again = await takeSeat(first.url, person, seat.journal);
    expect(await again.open()).toMatchObject({ view: { clock: more } });
    expect(await json("time", "list", exam.id)).toMatchObject({ changed: 3, shown: 1 });
    again.leave();
  });

  test("TIME-7 the verb grants to seats by place or admission number, all that are named or none", async () => {
    const exam = await practice(30);
    const [a, b, c] = exam.people;
    const seat = await begin(exam);
    const grant = (...args: string[]) =>
      verb("time", "grant", exam.id, "--minutes", "5", "--kind", "extension", ...args);
    const named = ["--seat", `${a.room}/${a.seat}`, "--admission", b.admissionNumber];
    const unknown = await grant("--reason", "公平", ...named, "--seat", "无/99");
    expect(unknown).toMatchObject({ code: 1, err: expect.stringContaining("无/99") });
    expect((await grant("--reason", " ", ...named)).err).toContain("--reason");
    expect((await onBoard(exam, a)).changes).toBe(0);
    const done = await grant("--reason", "公平", ...named, "--json");
    expect(JSON.parse(done.out)).toEqual({ granted: 2, meant: 2 });
    for (const [one, granted] of [
      [a, 5 * minute],
      [b, 5 * minute],
      [c, 0],
    ] as const) {
      expect(await onBoard(exam, one)).toMatchObject({ granted });
    }
    seat.leave();
  });

  test("TIME-7 a grant while answers are collected goes on with the exam; after the close it is refused", async () => {
    const exam = await practice(0.1);
    const seat = await begin(exam);
    const { singles, right } = await paperOf(seat, exam.people[0]);
    const { attempt } = await onBoard(exam, exam.people[0]);
    await expect.poll(() => seat.views.at(-1)?.phase, { timeout: 20_000, interval: 20 }).toBe("collecting");
    const grant = { sitting: exam.id, attempts: [attempt], kind: "extension" as const, reason: "停电" };
    expect(await proctor.ask("grant-time", { ...grant, ms: 6000 })).toMatchObject({ granted: 1 });
    await expect.poll(() => seat.views.at(-1)?.phase).toBe("running");
    expect(await seat.respond(1, singles[0] ?? "", right(0))).toMatchObject({
      replies: [{ result: "accepted" }],
    });
    await closed(exam);
    expect(await proctor.ask("grant-time", { ...grant, ms: 6000 })).toMatchObject({ code: "attempt-closed" });
    expect(await onBoard(exam, exam.people[0])).toMatchObject({
      granted: 6000,
      changes: 1,
      state: "time-up",
    });
    seat.leave();
  });
});
