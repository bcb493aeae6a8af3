import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { io, type Socket } from "socket.io-client";
import { afterEach, expect, test } from "vitest";
import { sittingStream } from "../attempt/sitting.ts";
import { sittingEvent } from "../delivery/log-stream.ts";
import type { WatchRight } from "../delivery/plan/watch-rights.ts";
import type {
  BoardChange,
  Payload,
  StaffReplies,
  StaffRequest,
  staffRequests,
} from "../protocol/messages.ts";
import type { StartGap } from "../protocol/start.ts";
import { openMemoryStore } from "../store/memory.ts";
import { enter, openDay } from "../testing/exam-day.ts";
import { serveStaff } from "./staff-socket.ts";

/** Rights of made-up proctors over a real engine and real sockets; the practice room is the roster's only one. */
const rights: Record<string, WatchRight> = {
  chief: "all",
  here: new Set(["练习考场"]),
  spare: new Set(["备用考场"]),
  stranger: null,
};

/** What is missing at the start. */
let missing: StartGap[] = [];
const ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  missing = [];
  for (const end of ends.splice(0).reverse()) await end();
});

async function staffDay(start = true) {
  const store = openMemoryStore();
  const day = await openDay(store);
  const sitting = await day.sitting(3);
  const id = sitting.record.id;
  if (start) await day.delivery.sittings.start(id, "chief");
  const http = createServer();
  const server = new Server(http);
  const staff = server.of("/staff");
  staff.use((socket, next) => {
    Object.assign(socket.data, { username: socket.handshake.auth.username, roles: ["proctor"] });
    next();
  });
  const stop = serveStaff(staff, {
    ...day.delivery,
    rightOf: ({ username }) => rights[username] ?? null,
    startFacts: () => ({
      planned: null,
      now: "2026-05-29T09:00",
      entryMinutes: null,
      chiefs: [],
      gaps: missing,
    }),
    guards: { shedding: () => false, warnings: () => [] },
    monotonic: () => performance.now(),
    report: (what, cause) => {
      throw new Error(what, { cause });
    },
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/staff`;
  ends.push(
    () => day.delivery.stop(),
    () => server.close(),
    stop,
  );
  return { day, store, id, attempts: sitting.places.map(({ attempt }) => attempt), url };
}

async function deskOf(url: string, username: string) {
  const socket: Socket = io(url, { transports: ["websocket"], forceNew: true, auth: { username } });
  ends.push(() => {
    socket.disconnect();
  });
  const told: BoardChange[] = [];
  socket.on("board", (change: BoardChange) => told.push(change));
  await new Promise<void>((resolve) => socket.once("connect", resolve));
  const ask = <N extends StaffRequest>(
    name: N,
    payload: Payload<typeof staffRequests, N>,
  ): Promise<StaffReplies[N]> => socket.timeout(5000).emitWithAck(name, payload);
  const watched = async (sitting: string) => {
    const board = await ask("watch", { sitting });
    return board.ok ? board.seats.map(({ attempt }) => attempt) : board.code;
  };
  return { socket, ask, told, watched };
}

const reason = "漏水";
const wrongRoom = { ok: false, code: "wrong-room" };

test("ACT-1 a proctor sees and reaches the seats of their own rooms, and a seat that was moved there", async () => {
  const { id, attempts, url } = await staffDay();
  const [moved = "", ...others] = attempts;
  const here = await deskOf(url, "here");
  const spare = await deskOf(url, "spare");
  expect(await here.watched(id)).toEqual(attempts);
  expect(await spare.watched(id)).toEqual([]);
  expect(await spare.ask("evacuate", { sitting: id, attempts: null, reason })).toEqual(wrongRoom);
  expect(await spare.ask("void", { attempt: moved, reason })).toEqual(wrongRoom);

  const target = { room: "备用考场", seat: "1" };
  expect(await here.ask("release-seat", { attempt: moved, reason, target })).toEqual({ ok: true });
  await expect
    .poll(() => spare.told.flatMap(({ seats }) => seats))
    .toMatchObject([{ attempt: moved, ...target }]);
  expect(await spare.watched(id)).toEqual([moved]);
  expect(await here.watched(id)).toEqual(attempts);
  const some = { sitting: id, attempts: [moved, others[0] ?? ""], credited: true, reason };
  expect(await spare.ask("suspend", some)).toEqual(wrongRoom);
  expect(await spare.ask("evacuate", { sitting: id, attempts: null, reason })).toEqual({
    ok: true,
    reached: 1,
  });
  expect(await here.ask("evacuate", { sitting: id, attempts: null, reason })).toEqual({
    ok: true,
    reached: 2,
  });
});

test("START-3 a sitting is started by who has all its rooms, and only when they say that they know what is missing", async () => {
  const { day, store, id, url } = await staffDay(false);
  const [chief, spare] = [await deskOf(url, "chief"), await deskOf(url, "spare")];
  expect(await spare.ask("start-check", { sitting: id })).toMatchObject({ ok: true, may: false });
  expect(await spare.ask("start", { sitting: id })).toEqual({ ok: false, code: "start-needs-chief" });
  expect(day.delivery.sittings.get(id)?.state.phase).toBe("prepared");

  missing = [
    { id: "early", sentence: "还没有到计划的开考时间", english: "early" },
    { id: "rehearsal", sentence: "还没有演练过", english: "not rehearsed" },
  ];
  expect(await chief.ask("start-check", { sitting: id })).toMatchObject({ may: true, gaps: missing });
  const one = { sitting: id, acknowledged: ["early"] };
  const refused = { ok: false, code: "start-unacknowledged", gaps: [{ id: "rehearsal" }] };
  expect(await chief.ask("start", one)).toMatchObject(refused);
  expect(day.delivery.sittings.get(id)?.state.phase).toBe("prepared");

  const both = { sitting: id, acknowledged: ["early", "rehearsal"] };
  expect(await chief.ask("start", both)).toMatchObject({ ok: true, started: 3 });
  const log = (await store.events.read(sittingStream(id))).map(sittingEvent);
  const known = missing.map(({ sentence }) => sentence);
  expect(log.at(-1)).toMatchObject({ type: "sitting-started", data: { by: "chief", acknowledged: known } });
  expect(await chief.ask("start", both)).toMatchObject({ code: "already-started" });
});

test("ACT-1 a proctor of no room of the sitting sees and does nothing there", async () => {
  const { id, attempts, url } = await staffDay();
  const [attempt = ""] = attempts;
  const stranger = await deskOf(url, "stranger");
  expect(await stranger.watched(id)).toBe("wrong-room");
  expect(await stranger.ask("start", { sitting: id })).toEqual(wrongRoom);
  expect(
    await stranger.ask("grant-time", { sitting: id, attempts: null, ms: 60_000, kind: "credit", reason }),
  ).toEqual(wrongRoom);
  expect(await stranger.ask("quarantine", { attempt })).toEqual(wrongRoom);
  expect(await stranger.ask("incidents", { sitting: id })).toEqual(wrongRoom);
  expect(await stranger.ask("messages", { sitting: id })).toEqual(wrongRoom);
});

test("boards of a sitting whose papers are taken back are sent away, and hear why", async () => {
  const { day, id, attempts, url } = await staffDay(false);
  const here = await deskOf(url, "here");
  expect(await here.watched(id)).toEqual(attempts);
  const sentAway = new Promise((resolve) => here.socket.once("disconnect", resolve));
  expect(await day.delivery.sittings.withdraw(id, "名单有误", "officer")).toEqual({ ok: true });
  await sentAway;
  expect(await (await deskOf(url, "here")).watched(id)).toBe("papers-withdrawn");
});

test("ACT-1 a sitting is ended by who has all its rooms, and the others see who did it", async () => {
  const { day, id, attempts, url } = await staffDay();
  const chief = await deskOf(url, "chief");
  const here = await deskOf(url, "here");
  const spare = await deskOf(url, "spare");
  expect(await here.watched(id)).toEqual(attempts);
  expect(await spare.ask("end-sitting", { sitting: id })).toEqual(wrongRoom);
  const [attempt = ""] = attempts;
  await enter(day, attempt);
  expect(await chief.ask("end-sitting", { sitting: id })).toMatchObject({ code: "sitting-not-over" });
  await chief.ask("force-hand-in", { attempt, reason });
  expect(await chief.ask("end-sitting", { sitting: id })).toMatchObject({ code: "entry-open" });
  day.pass(30_001);
  expect(await chief.ask("end-sitting", { sitting: id })).toMatchObject({
    ok: true,
    absent: 2,
    sitting: { phase: "closed" },
  });
  await expect
    .poll(() => here.told.flatMap(({ acts }) => acts))
    .toContainEqual(expect.objectContaining({ act: "end-sitting", by: "chief", reached: 3 }));
});

test("ACT-1 incidents of other rooms are not shown, those of the whole sitting are", async () => {
  const { id, attempts, url } = await staffDay();
  const [attempt = ""] = attempts;
  const chief = await deskOf(url, "chief");
  const spare = await deskOf(url, "spare");
  const power = { sitting: id, kind: "irregularity", category: "power" } as const;
  expect(
    await spare.ask("record-incident", { ...power, attempt: null, room: "练习考场", text: "a" }),
  ).toEqual(wrongRoom);
  for (const [text, where] of [
    ["座位", { attempt, room: null }],
    ["本场", { attempt: null, room: null }],
    ["考场", { attempt: null, room: "练习考场" }],
    ["备用", { attempt: null, room: "备用考场" }],
  ] as const) {
    expect(await chief.ask("record-incident", { ...power, ...where, text })).toEqual({ ok: true });
  }
  const texts = async ({ ask }: typeof chief) => {
    const listed = await ask("incidents", { sitting: id });
    return listed.ok ? listed.incidents.map(({ text }) => text).sort() : [];
  };
  expect(await texts(chief)).toEqual(["座位", "备用", "本场", "考场"].sort());
  expect(await texts(spare)).toEqual(["备用", "本场"].sort());
});

test("ACT-1 an incident is struck only by who sees it: not by the rooms that its candidate sits in otherwise", async () => {
  const { id, attempts, url } = await staffDay();
  const [attempt = ""] = attempts;
  const here = await deskOf(url, "here");
  const spare = await deskOf(url, "spare");
  const phone = { sitting: id, attempt, room: null, kind: "misconduct", category: "items" } as const;
  expect(await here.ask("record-incident", { ...phone, text: "桌上有手机" })).toEqual({ ok: true });
  const target = { room: "备用考场", seat: "1" };
  expect(await here.ask("release-seat", { attempt, reason, target })).toEqual({ ok: true });
  expect(await spare.ask("record-incident", { ...phone, text: "又有手机" })).toEqual({ ok: true });
  expect(await spare.ask("incidents", { sitting: id })).toMatchObject({ incidents: [{ number: 2 }] });
  const strike = (number: number) => ({ sitting: id, attempt, room: null, number, reason: "误记" });
  expect(await spare.ask("withdraw-incident", strike(1))).toEqual(wrongRoom);
  expect(await here.ask("withdraw-incident", strike(2))).toEqual(wrongRoom);
  expect(await spare.ask("withdraw-incident", strike(3))).toMatchObject({ code: "not-found" });
  expect(await spare.ask("withdraw-incident", strike(2))).toEqual({ ok: true });
  expect(await here.ask("withdraw-incident", strike(1))).toEqual({ ok: true });
});

test("ACT-6 an act is told with the seat of that time, what was done and why, to those of its rooms alone", async () => {
  const { id, attempts, url } = await staffDay();
  const [moved = "", other = ""] = attempts;
  const chief = await deskOf(url, "chief");
  const target = { room: "备用考场", seat: "1" };
  const credit = { sitting: id, ms: 600_000, kind: "credit", reason } as const;
  await chief.ask("grant-time", { ...credit, attempts: [moved] });
  await chief.ask("release-seat", { attempt: moved, reason, target });
  await chief.ask("void", { attempt: moved, reason });
  await chief.ask("grant-time", { ...credit, attempts: [other] });
  await chief.ask("evacuate", { sitting: id, attempts: null, reason });
  const notes = async (username: string) => {
    const desk = await deskOf(url, username);
    const board = await desk.ask("watch", { sitting: id });
    if (!board.ok) throw new Error(board.code);
    return board.acts;
  };
  const home = { room: "练习考场", seat: "1" };
  const told = [
    { act: "grant-time", attempt: moved, seat: home, grant: "credit", ms: 600_000, reason },
    { act: "release-seat", attempt: moved, seat: home, target },
    { act: "void", attempt: moved, seat: target, rooms: [target.room] },
    { act: "grant-time", attempt: other, seat: { ...home, seat: "2" } },
    { act: "evacuate", attempt: null, seat: null, rooms: null, reached: 3 },
  ];
  expect(await notes("chief")).toMatchObject(told);
  // The roster's room keeps seeing whom it sent away; the other room sees what was done there.
  expect(await notes("here")).toMatchObject(told);
  expect(await notes("spare")).toMatchObject([told[2], told[4]]);
});

test("ACT-6 an incident of a room or of the whole sitting is told with the number of those who sit there", async () => {
  const { id, attempts, url } = await staffDay();
  const [moved = ""] = attempts;
  const chief = await deskOf(url, "chief");
  await chief.ask("release-seat", { attempt: moved, reason, target: { room: "备用考场", seat: "1" } });
  const power = { sitting: id, kind: "irregularity", category: "power", text: "停电" } as const;
  await chief.ask("record-incident", { ...power, attempt: null, room: null });
  await chief.ask("record-incident", { ...power, attempt: null, room: "练习考场" });
  await chief.ask("record-incident", { ...power, attempt: moved, room: null });
  await chief.ask("withdraw-incident", { sitting: id, attempt: null, room: null, number: 1, reason: "误记" });
  const board = await chief.ask("watch", { sitting: id });
  const told = board.ok ? board.acts.slice(1).map(({ rooms, reached }) => [rooms, reached]) : [];
  expect(told).toEqual([
    [null, 3],
    [["练习考场"], 2],
    [["备用考场"], 1],
    [null, 3],
  ]);
});

test("messages and their receipts are those of one's own rooms", async () => {
  const { id, attempts, url } = await staffDay();
  const [moved = "", other = ""] = attempts;
  const chief = await deskOf(url, "chief");
  const spare = await deskOf(url, "spare");
  await chief.ask("send-message", { sitting: id, attempts: [other], text: "只给二号" });
  await chief.ask("release-seat", { attempt: moved, reason, target: { room: "备用考场", seat: "1" } });
  await chief.ask("send-message", { sitting: id, attempts: null, text: "给大家" });
  expect(await chief.ask("messages", { sitting: id })).toMatchObject({
    messages: [{ unseen: [other] }, { sent: 3, unseen: attempts }],
  });
  const seen = await spare.ask("messages", { sitting: id });
  expect(seen.ok && seen.messages).toHaveLength(1);
  expect(seen).toMatchObject({ messages: [{ text: "给大家", sent: 1, unseen: [moved], unshown: [moved] }] });
});
