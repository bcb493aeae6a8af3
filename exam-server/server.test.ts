import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import Database from "better-sqlite3";
import { io } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixture } from "./fixtures.ts";
import { seatsAfter } from "./protocol/board-fields.ts";
import type { BoardChange, BoardSeat, SealedPaper } from "./protocol/messages.ts";
import { openPaper } from "./rehearsal/open-paper.ts";
import { respond } from "./testing/attempts.ts";
import { connect, connected, type Seat, signIn, takeDesk, takeSeat } from "./testing/seat.ts";
import { type Announcement, kaochang, type ServerProcess, serverProcess } from "./testing/server-process.ts";

type Candidate = NonNullable<Announcement["practice"]>["candidates"][number];

/** One server with a practice sitting; the tests take its candidates one by one, in order. */
let server: ServerProcess;
let first: Announcement;
let candidates: Candidate[];
const account = (role: string) => {
  const found = first.staff.find(({ roles }) => roles.includes(role));
  if (!found) throw new Error(`no ${role}`);
  return found;
};
const nextCandidate = (): Candidate => {
  const candidate = candidates.shift();
  if (!candidate) throw new Error("no candidate left");
  return candidate;
};

beforeAll(async () => {
  server = serverProcess();
  first = await server.start();
  candidates = [...(first.practice?.candidates ?? [])];
});

afterAll(async () => {
  await server.end();
  server.forget();
});

async function firstItems(seat: Seat): Promise<{ id: string; options: string[] }[]> {
  const { items } = await seat.paper();
  return items
    .filter(({ type }) => type === "single-choice")
    .map(({ id, options = [] }) => ({ id, options: options.map((option) => option.id) }));
}

describe("before the start", () => {
  test("SEC-5 a second start prints no secret again, and the data folder keeps none in clear", async () => {
    await server.end();
    const { port } = new URL(first.url);
    const second = await server.start(Number(port));
    expect(second.staff).toEqual([]);
    expect(second.practice).toBeNull();
    for (const name of readdirSync(server.dataDir)) {
      const bytes = readFileSync(path.join(server.dataDir, name));
      for (const { password } of first.staff) expect(bytes.includes(password)).toBe(false);
    }
  });

  test("answers are refused before the start and before the rules were accepted", async () => {
    const seat = await takeSeat(first.url, nextCandidate());
    await seat.open();
    expect(await seat.respond(1, "x", "A")).toMatchObject({ ok: false, code: "not-admitted" });
    await seat.arrive();
    expect(await seat.respond(1, "x", "A")).toMatchObject({ ok: false, code: "not-started" });
    expect((await seat.open()) as object).toMatchObject({ view: { phase: "waiting", paperKey: null } });
    seat.leave();
  });

  test("acts need the proctor's role; an officer may start a sitting and do no more", async () => {
    const officer = await takeDesk(first.url, account("officer"));
    const sitting = first.practice?.sitting.id ?? "";
    const act = { sitting, attempts: null, reason: "漏水" };
    expect(await officer.ask("evacuate", act)).toMatchObject({ ok: false, code: "wrong-role" });
    expect(await officer.ask("start-check", { sitting })).toMatchObject({ ok: true, may: true, gaps: [] });
    officer.leave();
  });
});

describe("a running sitting", () => {
  let early: Seat;
  let earlyCandidate: Candidate;
  let sealed: Uint8Array;

  /** The first candidate again, after the server was restarted under them. */
  const rejoin = async () => {
    early.leave();
    early = await takeSeat(first.url, earlyCandidate, early.journal);
    await early.open();
  };

  beforeAll(async () => {
    earlyCandidate = nextCandidate();
    early = await takeSeat(first.url, earlyCandidate);
    await early.arrive();
    ({ sealed } = (await early.ask("paper", {})) as SealedPaper);
    expect(early.views).toEqual([]);
    const proctor = await takeDesk(first.url, account("proctor"));
    const sitting = first.practice?.sitting.id ?? "";
    const board = await proctor.ask("watch", { sitting });
    if (!board.ok) throw new Error(board.code);
    const ofEarly = (seats: readonly BoardSeat[]) =>
      seats.find(({ admissionNumber }) => admissionNumber === earlyCandidate.admissionNumber);
    expect(ofEarly(board.seats)).toMatchObject({ state: "waiting" });
    const known = new Map(board.seats.map((seat) => [seat.attempt, seat]));
    const pushed = new Promise<BoardSeat[]>((resolve) => {
      proctor.socket.once("board", (change: BoardChange) => resolve([...seatsAfter(known, change).values()]));
    });
    expect(await proctor.ask("start", { sitting })).toMatchObject({ ok: true, started: 12 });
    expect(ofEarly(await pushed)).toMatchObject({ state: "answering", total: 100 });
    proctor.leave();
  });

  test("START-1 a waiting page has its whole paper, which only the start's key opens", async () => {
    await expect.poll(() => early.views.length).toBeGreaterThan(0);
    expect(early.views.at(-1)).toMatchObject({ phase: "running", clock: { remindAt: [600_000, 300_000] } });
    const key = early.views.at(-1)?.paperKey ?? "";
    expect(openPaper(sealed, key).paper.items).toHaveLength(100);
    const other = await takeSeat(first.url, nextCandidate());
    await other.arrive();
    const { sealed: foreign } = (await other.ask("paper", {})) as SealedPaper;
    expect(() => openPaper(foreign, key)).toThrow("does not open");
    other.leave();
  });

  test("ANS-9 after kill -9 and a restart every acknowledged answer is there, and the deadline stands", async () => {
    const candidate = nextCandidate();
    const seat = await takeSeat(first.url, candidate);
    await seat.arrive();
    const items = await firstItems(seat);
    const opened = await seat.open();
    const acknowledged: Record<string, string> = {};
    for (const [index, { id, options }] of items.slice(0, 20).entries()) {
      const response = options[0] ?? "";
      expect(await seat.respond(index + 1, id, response)).toMatchObject({
        replies: [{ result: "accepted" }],
      });
      acknowledged[id] = response;
      if (index === 9) {
        const before = await seat.ask("sync", {});
        await server.end("SIGKILL");
        await new Promise((resolve) => setTimeout(resolve, 1500));
        await server.start(Number(new URL(first.url).port));
        const again = await takeSeat(first.url, candidate, seat.journal);
        const reply = await again.open();
        expect(reply).toMatchObject({ ok: true, view: { lastSeq: 10, answers: acknowledged } });
        const outage = reply.ok && before.ok ? reply.view.clock.exam - before.exam : Number.NaN;
        expect(outage).toBeGreaterThanOrEqual(-1000);
        expect(outage).toBeLessThan(1000);
        if (reply.ok && opened.ok) expect(reply.view.clock.deadline).toBe(opened.view.clock.deadline);
        Object.assign(seat, again);
      }
    }
    expect(await seat.open()).toMatchObject({ view: { answers: acknowledged, lastSeq: 20 } });
    seat.leave();
    await rejoin();
  });

  test("END-2 a hand-in is durable with its receipt, and the receipt stands after a restart", async () => {
    const candidate = nextCandidate();
    const seat = await takeSeat(first.url, candidate);
    await seat.arrive();
    const [item] = await firstItems(seat);
    expect(await seat.handIn(1)).toMatchObject({ ok: false, code: "entries-missing" });
    await seat.respond(1, item?.id ?? "", item?.options[0] ?? "");
    const handed = await seat.handIn(1);
    expect(handed).toMatchObject({ ok: true, receipt: { answered: 1, unanswered: 99, reason: "handed-in" } });
    expect(await seat.handIn(1)).toMatchObject({ ok: false, code: "attempt-closed" });
    await server.end();
    await server.start(Number(new URL(first.url).port));
    const again = await takeSeat(first.url, candidate);
    const reply = await again.open();
    expect(reply).toMatchObject({ view: { phase: "closed", paperKey: null, answers: {} } });
    if (reply.ok && handed.ok) expect(reply.view.receipt).toEqual(handed.receipt);
    again.leave();
    await rejoin();
  });

  test("LEASE-1 a second seat is refused while the first answers; after the proctor's release the first is fenced", async () => {
    const candidate = nextCandidate();
    const seat = await takeSeat(first.url, candidate);
    await seat.arrive();
    const fenced = new Promise((resolve) => seat.socket.once("fenced", resolve));
    const spare = await takeSeat(first.url, candidate);
    expect(await spare.open()).toMatchObject({ ok: false, code: "lease-held" });

    const proctor = await takeDesk(first.url, account("proctor"));
    const board = await proctor.ask("watch", { sitting: first.practice?.sitting.id ?? "" });
    const attempt = board.ok
      ? board.seats.find(({ admissionNumber }) => admissionNumber === candidate.admissionNumber)?.attempt
      : "";
    expect(await proctor.ask("release-seat", { attempt: attempt ?? "", reason: "换机" })).toMatchObject({
      ok: true,
    });
    expect(await spare.open()).toMatchObject({ ok: true });
    expect(await fenced).toMatchObject({ code: "fenced" });
    const [item] = (await spare.paper()).items;
    // What the old PC still has is kept for the proctor to compare; it counts nothing and answers no more.
    expect(await seat.respond(1, item?.id ?? "", null)).toMatchObject({
      replies: [{ result: "quarantined", code: "fenced" }],
    });
    expect(await seat.open()).toMatchObject({ ok: false, code: "fenced", detail: attempt });
    expect(await spare.open()).toMatchObject({ view: { answers: {} } });
    for (const one of [seat, spare, proctor]) one.leave();
  });

  test("LEASE-1 a page that has died without a word makes room for the reload", async () => {
    const candidate = nextCandidate();
    const seat = await takeSeat(first.url, candidate);
    await seat.arrive();
    seat.socket.removeAllListeners("alive");
    const reloaded = await takeSeat(first.url, candidate, seat.journal);
    expect(await reloaded.open()).toMatchObject({ ok: true, view: { epoch: 2 } });
    reloaded.leave();
    seat.leave();
  });

  test.each<[string, string, unknown, string]>([
    ["an unknown event", "give-me-the-key", {}, "not-found"],
    ["no payload", "entries", undefined, "bad-message"],
    ["a wrong type", "entries", { journal: "a".repeat(32), epoch: "1", entries: [] }, "bad-message"],
    ["an unknown field", "sync", { attempt: "x" }, "bad-message"],
    ["a prototype name", "constructor", {}, "not-found"],
  ])("BAD-1 %s is refused with its code", async (_, name, payload, code) => {
    expect(await early.socket.timeout(5000).emitWithAck(name, payload)).toMatchObject({ ok: false, code });
  });

  test("BAD-1 a response to an item not on the paper, or that does not fit, is refused and blocks nothing", async () => {
    const items = await firstItems(early);
    const reply = await early.send([
      { ...respond(1, "no-such-item", "A", 0), epoch: early.epoch() },
      { ...respond(2, items[0]?.id ?? "", "Z", 0), epoch: early.epoch() },
      { ...respond(3, items[0]?.id ?? "", "A", 0), epoch: early.epoch() },
    ]);
    expect(reply).toMatchObject({
      replies: [{ code: "item-not-on-paper" }, { code: "response-invalid" }, { result: "accepted" }],
    });
  });

  test("BAD-1 a response nested thousands of levels deep is refused, and the server stays up", async () => {
    const nested = (levels: number) => JSON.parse(`${"[".repeat(levels)}${"]".repeat(levels)}`);
    for (const levels of [5, 3000]) {
      const change = { kind: "respond", item: "x", response: nested(levels) };
      const entries = [{ seq: 1, epoch: 1, made: 0, change }];
      const payload = { journal: early.journal, epoch: 1, entries };
      const reply = await early.socket.timeout(5000).emitWithAck("entries", payload);
      expect(reply).toMatchObject({ ok: false, code: "bad-message" });
    }
    expect(await early.ask("sync", {})).toMatchObject({ ok: true });
  });

  test("BAD-1 a flood of entries is throttled by their number, with a code", async () => {
    const seat = await takeSeat(first.url, nextCandidate());
    await seat.arrive();
    const entries = Array.from({ length: 200 }, (_, index) => respond(index + 1, "x", "A", 0));
    const replies = await Promise.all(Array.from({ length: 10 }, () => seat.send(entries)));
    expect(replies.filter((reply) => !reply.ok && reply.code === "too-many-messages").length).toBeGreaterThan(
      3,
    );
    seat.leave();
  });

  test("BAD-1 a 10 MB message ends that connection alone; what was saved is there", async () => {
    const candidate = nextCandidate();
    const seat = await takeSeat(first.url, candidate);
    await seat.arrive();
    const [item] = await firstItems(seat);
    await seat.respond(1, item?.id ?? "", item?.options[0] ?? "");
    const cut = new Promise((resolve) => seat.socket.once("disconnect", resolve));
    seat.socket.emit("entries", "x".repeat(10 * 1024 * 1024));
    await cut;
    const again = await takeSeat(first.url, candidate, seat.journal);
    expect(await again.open()).toMatchObject({ view: { lastSeq: 1 } });
    expect(await early.ask("sync", {})).toMatchObject({ ok: true });
    again.leave();
  });

  test("BAD-1 a flood from one seat is throttled alone, with a code", async () => {
    const candidate = nextCandidate();
    const seat = await takeSeat(first.url, candidate);
    const replies = await Promise.all(Array.from({ length: 600 }, () => seat.ask("sync", {})));
    expect(replies.filter((reply) => !reply.ok && reply.code === "too-many-messages").length).toBeGreaterThan(
      200,
    );
    expect(await early.ask("sync", {})).toMatchObject({ ok: true });
    seat.leave();
  });

  test.each<[string, string | undefined, number, string]>([
    ["no cookie", undefined, 1, "not-signed-in"],
    ["an unknown cookie", "kaochang_candidate=nobody", 1, "not-signed-in"],
    ["another version of the protocol", "own", 99, "wrong-protocol"],
  ])("BAD-1 a connection with %s is refused with its code", async (_, cookie, protocol, code) => {
    const socket = connect(
      first.url,
      "candidate",
      cookie === "own" ? early.cookie : (cookie ?? ""),
      protocol,
    );
    await expect(connected(socket)).rejects.toThrow(code);
  });

  test("BAD-1 a candidate's cookie opens no staff connection and no staff page", async () => {
    const socket = connect(first.url, "staff", early.cookie);
    await expect(connected(socket)).rejects.toThrow("not-signed-in");
    const response = await fetch(`${first.url}/api/staff/sittings`, { headers: { cookie: early.cookie } });
    expect(response.status).toBe(401);
  });

  test("BAD-1 a page of another host cannot use the cookie", async () => {
    const socket = io(`${first.url}/candidate`, {
      auth: { protocol: 1 },
      extraHeaders: { cookie: early.cookie, origin: "http://elsewhere.test" },
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
    });
    await expect(connected(socket)).rejects.toThrow("wrong-protocol");
  });

  test("SEC-2 nothing that a candidate receives over the socket holds a key, an explanation, a seed or another candidate's data", async () => {
    const candidate = nextCandidate();
    const seat = await takeSeat(first.url, candidate);
    const received: unknown[] = [];
    seat.socket.onAny((...args) => received.push(args));
    received.push(await seat.arrive(), await seat.open());
    const items = await firstItems(seat);
    received.push(
      await seat.respond(1, items[0]?.id ?? "", items[0]?.options[0] ?? ""),
      await seat.handIn(1),
      await seat.open(),
    );
    const text = JSON.stringify(received);
    seat.leave();
    expectNothingSecret(text, candidate);
  });

  test("SEC-3 no ID number and no answer stands in the server's log", () => {
    for (const { idNumber, admissionNumber } of first.practice?.candidates ?? []) {
      expect(server.log()).not.toContain(idNumber);
      expect(server.log()).not.toContain(admissionNumber);
    }
    expect(server.log()).not.toMatch(/"(response|change|answers)":(?!"\[hidden\]")/);
    expect(server.log().length).toBeGreaterThan(1000);
  });

  test("SIGTERM loses nothing that was acknowledged", async () => {
    const items = await firstItems(early);
    const last = await early.open();
    const from = last.ok ? last.view.lastSeq : 0;
    const sends = items
      .slice(0, 20)
      .map(({ id, options }, index) => early.respond(from + index + 1, id, options[1] ?? ""));
    await sends[0];
    const ended = server.end("SIGTERM");
    const settled = await Promise.allSettled(sends);
    expect(await ended).toBe(0);
    const accepted = settled.flatMap((one) => {
      const replies = one.status === "fulfilled" && one.value.ok ? one.value.replies : [];
      return replies.filter(({ result }) => result === "accepted").map(({ seq }) => seq);
    });
    const db = new Database(path.join(server.dataDir, "kaochang.sqlite"), { readonly: true });
    const rows = db.prepare("SELECT data FROM event WHERE type = 'answered' AND data LIKE ?");
    const stored = (rows.all(`%${early.journal}%`) as { data: string }[]).map(
      ({ data }) => JSON.parse(data).seq,
    );
    db.close();
    expect(accepted.length).toBeGreaterThan(0);
    expect(stored).toEqual(expect.arrayContaining(accepted));
    await server.start(Number(new URL(first.url).port));
  });
});

/** Everything that stands in the bank beside what may be shown, and everybody else's data. */
function expectNothingSecret(text: string, candidate: Candidate): void {
  const db = new Database(path.join(server.dataDir, "kaochang.sqlite"), { readonly: true });
  const items = db.prepare("SELECT json FROM item").all() as { json: string }[];
  const secrets = (db.prepare("SELECT secret FROM sitting").all() as { secret: string }[]).map(
    ({ secret }) => secret,
  );
  db.close();
  expect(items.length).toBeGreaterThan(300);
  for (const { json } of items) {
    const { explanation } = JSON.parse(json) as { explanation: string };
    expect(text).not.toContain(explanation);
  }
  for (const secret of secrets) expect(text).not.toContain(secret);
  expect(text).not.toMatch(
    /"(key|explanation|accept|tolerance|enemies|seed|secret|seedHash|certificate|area|topic|difficulty|outcome|earned)"/,
  );
  for (const other of first.practice?.candidates ?? []) {
    if (other.admissionNumber === candidate.admissionNumber) continue;
    expect(text).not.toContain(other.admissionNumber);
    expect(text).not.toContain(other.name);
    expect(text).not.toContain(other.idNumber);
  }
  expect(text).not.toContain(candidate.idNumber);
}

describe("a start that cannot succeed ends with one sentence", () => {
  const failing = (...args: string[]) => kaochang("serve", "--json", "--log-level", "silent", ...args);
  const folder = () => mkdtempSync(path.join(tmpdir(), "kaochang-fail-"));

  test.each<[string, () => string[], string]>([
    ["a port that is taken", () => ["--port", new URL(first.url).port, "--data-dir", folder()], "已被占用"],
    [
      "a data folder that is in use",
      () => ["--port", "0", "--data-dir", server.dataDir],
      "正由另一个服务器使用",
    ],
    [
      "bank files that are not there",
      () => ["--port", "0", "--data-dir", folder(), "--bank-files", "/no.json"],
      "/no.json",
    ],
    [
      "an address that this machine has not",
      () => ["--host", "192.0.2.77", "--port", "0", "--data-dir", folder()],
      "没有地址",
    ],
    ["a setting that is no number", () => ["--port", "many", "--data-dir", folder()], "PORT"],
  ])("CLI-1 %s", async (_, args, sentence) => {
    const { code, out, err } = await failing(...args());
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/\n\s+at /);
  });

  test("STORE-3 a foreign database file is named and left as it is", async () => {
    const dataDir = folder();
    const file = path.join(dataDir, "kaochang.sqlite");
    writeFileSync(file, "not a database, but somebody's file");
    const { code, err } = await failing("--port", "0", "--data-dir", dataDir);
    expect(code).toBe(1);
    expect(err).not.toMatch(/\n\s+at /);
    expect(readFileSync(file, "utf8")).toBe("not a database, but somebody's file");
  });

  test("a bank too small for the practice paper still starts, says so, and prints the accounts", async () => {
    const small = serverProcess({ BANK_FILES: fixture("banks", "ecommerce-l3-theory", "area-1.json") });
    const announced = await small.start();
    expect(announced.practice).toBeNull();
    expect(announced.staff).toHaveLength(2);
    expect(small.log()).toContain("没有准备练习场次");
    await small.end();
    small.forget();
  });
});

describe("after the close", () => {
  test("DRAW-8 the published sitting verifies for anyone, and not when a paper in it was changed", async () => {
    const short = serverProcess({ PRACTICE_MINUTES: "0.1", GRACE_MS: "0" });
    const { url, staff, practice } = await short.start();
    const sitting = practice?.sitting.id ?? "";
    const publish = () => kaochang("sitting", "publish", sitting, "--data-dir", short.dataDir);
    expect(await publish()).toMatchObject({ code: 1, out: "" });
    const proctor = await takeDesk(
      url,
      staff.find(({ roles }) => roles.includes("proctor")) ?? { username: "", password: "" },
    );
    await proctor.ask("start", { sitting });
    const phase = async () => {
      const board = await proctor.ask("watch", { sitting });
      return board.ok && board.sitting.phase;
    };
    await expect.poll(phase, { timeout: 20_000, interval: 500 }).toBe("closed");
    const { out } = await publish();
    const verify = async (text: string) => {
      const file = path.join(short.dataDir, "published.json");
      writeFileSync(file, text);
      return (await kaochang("draw", "verify", "--sitting", file, "--json")).code;
    };
    expect(await verify(out)).toBe(0);
    const changed = JSON.parse(out) as { papers: { paper: { items: { options: number[] }[] } }[] };
    changed.papers[0]?.paper.items[0]?.options.reverse();
    expect(await verify(JSON.stringify(changed))).not.toBe(0);
    proctor.leave();
    await short.end();
    short.forget();
  });
});

describe("the command", () => {
  test("CLI-1 with --json standard output is one document; a failure is a sentence and a non-zero code", async () => {
    const listed = await kaochang("sitting", "list", "--json", "--data-dir", server.dataDir);
    expect(JSON.parse(listed.out)).toMatchObject({ sittings: [{ practice: true }] });
    const missing = await kaochang("sitting", "list", "--json", "--data-dir", "/nowhere");
    expect(missing).toMatchObject({ out: "", code: 1 });
    expect(missing.err).toContain("没有数据库");
  });

  test("a practice sitting is made on the running server, with new candidates who can sign in", async () => {
    const { code, out } = await kaochang(
      "practice",
      "--minutes",
      "5",
      "--candidates",
      "2",
      "--json",
      "--data-dir",
      server.dataDir,
    );
    expect(code).toBe(0);
    const made = JSON.parse(out) as NonNullable<Announcement["practice"]>;
    expect(made.candidates).toHaveLength(2);
    const [one] = made.candidates;
    await signIn(first.url, "candidate", { admissionNumber: one?.admissionNumber, idNumber: one?.idNumber });
    const wrong = await kaochang("practice", "--minutes", "soon", "--data-dir", server.dataDir);
    expect(wrong).toMatchObject({ code: 1, out: "" });
  });

  test("BANK-5 a faulty file loads nothing and says every fault, through the running server too", async () => {
    const file = path.join(server.dataDir, "faulty.json");
    writeFileSync(file, '{"format":"kaochang-bank/1","id":"x","items":[{"id":1}]}');
    const { code, err } = await kaochang("bank", "load", file, "--data-dir", server.dataDir);
    expect(code).toBe(1);
    expect(err).toMatch(/未载入[\s\S]*处错误/);
  });
});
