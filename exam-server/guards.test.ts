import { createServer, connect as dial, type Server, type Socket as Wire } from "node:net";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { BoardSeat, CandidateReplies } from "./protocol/messages.ts";
import { respond } from "./testing/attempts.ts";
import { connect, connected, signIn, takeDesk, takeSeat } from "./testing/seat.ts";
import { type Announcement, kaochang, type ServerProcess, serverProcess } from "./testing/server-process.ts";

type Candidate = NonNullable<Announcement["practice"]>["candidates"][number];

const servers: ServerProcess[] = [];

afterAll(async () => {
  for (const server of servers) {
    await server.end();
    server.forget();
  }
});

/** A server with a running practice sitting, whose candidates sit down one by one. */
async function examDay(env: Record<string, string> = {}) {
  const server = serverProcess(env);
  servers.push(server);
  const { url, staff, practice } = await server.start();
  const candidates = [...(practice?.candidates ?? [])];
  const sitting = practice?.sitting.id ?? "";
  const account = staff.find(({ roles }) => roles.includes("proctor"));
  if (!account) throw new Error("no proctor");
  const proctor = await takeDesk(url, account);
  const watch = async () => {
    const board = await proctor.ask("watch", { sitting });
    if (!board.ok) throw new Error(board.code);
    return board;
  };
  return {
    server,
    url,
    account,
    proctor,
    sitting,
    watch,
    nextCandidate(): Candidate {
      const candidate = candidates.shift();
      if (!candidate) throw new Error("no candidate left");
      return candidate;
    },
    async seatOnBoard({ admissionNumber }: Candidate): Promise<BoardSeat | undefined> {
      return (await watch()).seats.find((seat) => seat.admissionNumber === admissionNumber);
    },
  };
}

type Day = Awaited<ReturnType<typeof examDay>>;

/** Sits down, may answer, and knows the ids of some single-choice items with an option of each. */
async function answering(day: Day, candidate = day.nextCandidate(), url = day.url) {
  const seat = await takeSeat(url, candidate);
  await seat.arrive();
  const { items } = await seat.paper();
  const choices = items
    .filter(({ type }) => type === "single-choice")
    .map(({ id, options = [] }) => ({ id, option: options[0]?.id ?? "" }));
  let seq = 0;
  return {
    seat,
    choices,
    save(): Promise<CandidateReplies["entries"]> {
      const { id, option } = choices[seq % choices.length] ?? { id: "", option: "" };
      seq += 1;
      return seat.respond(seq, id, option);
    },
  };
}

const accepted = { ok: true, replies: [{ result: "accepted" }] };

/** Saves some times a second until `done`; every one must have been acknowledged. */
async function savesUntil({ save }: { save: () => Promise<unknown> }, done: Promise<unknown>) {
  let over = false;
  void done.finally(() => {
    over = true;
  });
  let saves = 0;
  while (!over) {
    expect(await save()).toMatchObject(accepted);
    saves += 1;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return saves;
}

interface WireSocket {
  pause(): void;
  resume(): void;
  send(data: string): void;
}

/** The `ws` socket under a client's connection. */
function wireOf(socket: Socket): WireSocket {
  return (socket.io.engine.transport as unknown as { ws: WireSocket }).ws;
}

/** Why a connection ended: socket.io's reason, and the websocket's close code if there was one. */
function ending(socket: Socket): Promise<{ reason: string; code: number | undefined }> {
  return new Promise((resolve) => {
    socket.once("disconnect", (reason, details) => {
      const context = details && "context" in details ? (details.context as { code?: number }) : undefined;
      resolve({ reason, code: context?.code });
    });
  });
}

/** A cable between seats and server that can go dead without a word to either side. */
async function cable(url: string) {
  const wires: Wire[] = [];
  let dead = false;
  const relay: Server = createServer((near) => {
    const far = dial(Number(new URL(url).port), "127.0.0.1");
    wires.push(near, far);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on("data", (bytes) => dead || to.write(bytes));
      from.on("error", () => {});
      from.on("close", () => dead || to.destroy());
    }
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(relay.address() as { port: number }).port}`,
    cut() {
      dead = true;
    },
    remove() {
      for (const wire of wires) wire.destroy();
      relay.close();
    },
  };
}

describe("bad input", () => {
  let day: Day;
  /** A seat that does nothing wrong: whatever others do, its saves are acknowledged. */
  let quiet: Awaited<ReturnType<typeof answering>>;
  beforeAll(async () => {
    day = await examDay();
    await day.proctor.ask("start", { sitting: day.sitting });
    quiet = await answering(day);
  });

  test("BAD-1 sequence numbers that jump, repeat or go back are answered with their codes, and nothing else changes", async () => {
    const { seat, choices } = await answering(day);
    const [first, second] = choices.map(({ id }) => id);
    const [option, other] = [choices[0]?.option ?? "", choices[1]?.option ?? ""];
    expect(await seat.respond(3, second ?? "", other)).toMatchObject({ code: "sequence-gap", detail: "1" });
    expect(await seat.respond(1, first ?? "", option)).toMatchObject(accepted);
    expect(await seat.respond(2, second ?? "", other)).toMatchObject(accepted);
    expect(await seat.respond(2, second ?? "", other)).toMatchObject({ ...accepted, expected: 3 });
    expect(await seat.respond(1, second ?? "", null)).toMatchObject({
      replies: [{ result: "refused", code: "key-reused" }],
    });
    expect(await seat.respond(0, first ?? "", option)).toMatchObject({ ok: false, code: "bad-message" });
    expect(await seat.open()).toMatchObject({
      view: { lastSeq: 2, answers: { [first ?? ""]: option, [second ?? ""]: other } },
    });
    seat.leave();
  });

  test("BAD-1 the journal of another attempt is refused", async () => {
    const mine = await answering(day);
    const theirs = await answering(day);
    const [item] = mine.choices;
    const entries = [respond(1, item?.id ?? "", item?.option ?? "")];
    const stolen = { journal: theirs.seat.journal, epoch: mine.seat.epoch(), entries };
    expect(await mine.seat.ask("entries", stolen)).toMatchObject({ ok: false, code: "fenced" });
    expect(await theirs.save()).toMatchObject(accepted);
    for (const { seat } of [mine, theirs]) seat.leave();
  });

  test("BAD-1 a response after hand-in is refused with its own code", async () => {
    const { seat, save } = await answering(day);
    await save();
    expect(await seat.handIn(1)).toMatchObject({ ok: true });
    expect(await save()).toMatchObject({ replies: [{ result: "refused", code: "attempt-closed" }] });
    seat.leave();
  });

  test("BAD-1 a seat that sends without end is held back alone: most of it is never read, the others' saves are", async () => {
    const { seat: flooding, choices } = await answering(day);
    const entries = [respond(1, choices[0]?.id ?? "", choices[0]?.option ?? "")];
    const message = { journal: flooding.journal, epoch: flooding.epoch(), entries };
    const codes = new Map<string, number>();
    const offered = 30_000;
    const flood = (async () => {
      for (let sent = 0; sent < offered; sent += 100) {
        for (let i = 0; i < 100; i += 1) {
          flooding.socket.emit("entries", message, (reply: CandidateReplies["entries"]) => {
            const code = reply.ok ? "ok" : reply.code;
            codes.set(code, (codes.get(code) ?? 0) + 1);
          });
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    })();
    expect(await savesUntil(quiet, flood)).toBeGreaterThan(0);
    expect(codes.get("too-many-messages")).toBeGreaterThan(0);
    const answered = [...codes.values()].reduce((sum, count) => sum + count, 0);
    expect(answered).toBeLessThan(offered / 2);
    await expect.poll(() => day.server.log(), { timeout: 20_000 }).toContain("a page floods the server");
    expect(day.server.log().split("a page floods the server")).toHaveLength(2);
    expect(await quiet.save()).toMatchObject(accepted);
    flooding.leave();
  });

  test("BAD-1 a message too large closes its connection with code 1009, a malformed one closes it too, and no other", async () => {
    const large = await answering(day);
    const closed = ending(large.seat.socket);
    large.seat.socket.emit("entries", "长".repeat(200_000), () => {});
    expect(await closed).toMatchObject({ code: 1009 });
    const malformed = await answering(day);
    const broken = ending(malformed.seat.socket);
    wireOf(malformed.seat.socket).send('42/candidate,["entries",{');
    expect((await broken).reason).toBe("transport close");
    expect(await quiet.save()).toMatchObject(accepted);
  });

  test("BAD-1 many sockets of one sign-in: the oldest go, the page that answers stays", async () => {
    const holder = await answering(day);
    const others: Socket[] = [];
    for (let i = 0; i < 8; i += 1) {
      const socket = connect(day.url, "candidate", holder.seat.cookie);
      await connected(socket);
      others.push(socket);
    }
    await expect.poll(() => others.filter((socket) => socket.connected)).toEqual(others.slice(-4));
    expect(await holder.save()).toMatchObject(accepted);
    for (const socket of [...others, holder.seat.socket]) socket.disconnect();
  });

  test("BAD-1 a seat cut without a word makes room for its reload at once, and is shown offline", async () => {
    const line = await cable(day.url);
    const [reloading, going] = [day.nextCandidate(), day.nextCandidate()];
    const before = await answering(day, reloading, line.url);
    const left = await answering(day, going, line.url);
    await before.save();
    expect(await day.seatOnBoard(going)).toMatchObject({ state: "answering" });
    line.cut();
    const reloaded = await takeSeat(day.url, reloading, before.seat.journal);
    expect(await reloaded.open()).toMatchObject({ ok: true, view: { lastSeq: 1 } });
    expect(reloaded.epoch()).toBeGreaterThan(before.seat.epoch());
    await expect
      .poll(async () => (await day.seatOnBoard(going))?.state, { timeout: 40_000, interval: 500 })
      .toBe("offline");
    expect(await day.seatOnBoard(reloading)).toMatchObject({ state: "answering" });
    line.remove();
    for (const { socket } of [before.seat, left.seat, reloaded]) socket.disconnect();
  });

  test("BAD-1 a page that never reads is closed before its replies fill the memory, and no other feels it", async () => {
    const { out } = await kaochang(
      "practice",
      "--candidates",
      "400",
      "--json",
      "--data-dir",
      day.server.dataDir,
    );
    const { sitting } = JSON.parse(out) as { sitting: { id: string } };
    const { username, password } = day.account;
    const deaf = connect(day.url, "staff", await signIn(day.url, "staff", { username, password }));
    await connected(deaf);
    wireOf(deaf).pause();
    const asking = (async () => {
      while (!day.server.log().includes("a page does not read")) {
        for (let i = 0; i < 20; i += 1) deaf.emit("watch", { sitting: sitting.id }, () => {});
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    })();
    expect(await savesUntil(quiet, asking)).toBeGreaterThan(0);
    expect(await quiet.save()).toMatchObject(accepted);
    wireOf(deaf).resume();
    await expect.poll(() => deaf.connected).toBe(false);
  });
});

describe("a machine in want", () => {
  /** More disk than any has: telemetry is shed from the beginning. */
  const endless = "1000000000";

  test("DEG-1 telemetry is shed before one answer is, and staff are told nothing yet", async () => {
    const day = await examDay({ GUARD_DISK_MB: `${endless},0` });
    await day.proctor.ask("start", { sitting: day.sitting });
    const { seat, save } = await answering(day);
    const note = { epoch: seat.epoch(), note: { kind: "disk", keeps: false } } as const;
    expect(await seat.ask("note", note)).toEqual({ ok: true, kept: false });
    for (let i = 0; i < 20; i += 1) expect(await save()).toMatchObject(accepted);
    expect(await seat.open()).toMatchObject({ view: { lastSeq: 20 } });
    const board = await day.watch();
    expect(board.warnings).toEqual([]);
    expect(board.seats.find(({ answered }) => answered > 0)).toMatchObject({ answered: 20, keeps: null });
    const health = await fetch(`${day.url}/healthz`);
    expect(await health.json()).toMatchObject({ ok: true, shedding: true, guards: "disk-space=1" });
    seat.leave();
    day.proctor.leave();
  });

  test("DEG-1 then staff are told what to do; the log says it once; answers are still taken", async () => {
    const day = await examDay({ GUARD_DISK_MB: `${endless},${endless}` });
    const { warnings } = await day.watch();
    expect(warnings).toEqual([{ kind: "disk-space", text: expect.stringContaining("请删除") }]);
    await day.proctor.ask("start", { sitting: day.sitting });
    const { seat, save } = await answering(day);
    expect(await save()).toMatchObject(accepted);
    const metrics = await (await fetch(`${day.url}/metrics`)).text();
    expect(metrics).toContain('kaochang_guard_level{guard="disk-space"} 2');
    expect(day.server.log().split("a guard changed its level")).toHaveLength(2);
    seat.leave();
    day.proctor.leave();
  });
});
