import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { io, type Socket } from "socket.io-client";
import { afterEach, expect, test } from "vitest";
import type { WatchRight } from "../delivery/plan/watch-rights.ts";
import type {
  BoardChange,
  Payload,
  StaffReplies,
  StaffRequest,
  staffRequests,
} from "../protocol/messages.ts";
import { openMemoryStore } from "../store/memory.ts";
import { openDay } from "../testing/exam-day.ts";
import { serveStaff } from "./staff-socket.ts";

/** Rights of made-up proctors over a real engine and real sockets; the practice room is the roster's only one. */
const rights: Record<string, WatchRight> = {
  chief: "all",
  here: new Set(["练习考场"]),
  spare: new Set(["备用考场"]),
  stranger: null,
};

const ends: (() => void | Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function staffDay() {
  const day = await openDay(openMemoryStore());
  const sitting = await day.sitting(3);
  const id = sitting.record.id;
  await day.delivery.sittings.start(id, "chief");
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
  return { day, id, attempts: sitting.places.map(({ attempt }) => attempt), url };
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
  return { ask, told, watched };
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
