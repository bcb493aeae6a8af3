import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { io, type Socket } from "socket.io-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { protocolVersion } from "../protocol/messages.ts";
import { openMemoryStore } from "../store/memory.ts";
import { type Day, openDay, paperOf } from "../testing/exam-day.ts";
import { openAuth } from "./auth.ts";
import { serveCandidates } from "./candidate-socket.ts";
import { admitConnections } from "./connections.ts";
import { openSebGate } from "./seb.ts";
import { openStaffDoor } from "./staff-door.ts";

/** Theory runs, and skills of the same two people is drawn: over real sockets, on hand-set clocks. */
async function bothTests() {
  const store = openMemoryStore();
  const day = await openDay(store);
  const theory = await day.planned(2);
  const skills = await day.planned(2, {}, theory);
  const http = createServer();
  const server = new Server(http);
  const [candidates, staff] = [server.of("/candidate"), server.of("/staff")];
  const { desk, clock, room, presence } = day.delivery;
  const limits = { tries: 100, triesPerAddress: 100, windowMs: 1 };
  const auth = openAuth({
    store,
    mayEnter: desk.mayEnter,
    now: () => clock.now().exam,
    random: randomBytes,
    limits,
    signInMs: 3_600_000,
  });
  const report = (what: string, reason: unknown) => {
    throw new Error(what, { cause: reason });
  };
  admitConnections({
    ...{ candidates, staff, auth, attemptOf: desk.attemptOf, trustProxy: 0, report },
    staffDoor: openStaffDoor({ tlsPort: () => null, onlyHere: false, isOwnAddress: () => true }),
    sebGate: openSebGate({ required: false, quitPassword: "", secret: "", configKeys: [], examKeys: [] }),
  });
  const guards = { shedding: () => false };
  const monotonic = () => performance.now();
  serveCandidates(candidates, { room, desk, presence, clock, guards, monotonic, report });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/candidate`;
  const [mine, other] = theory.places;
  const next = skills.places.find(({ person }) => person.id === mine?.person.id)?.attempt;
  if (!mine || !other || !next) throw new Error("two people sit both");
  return {
    ...{ day, theory, auth, url, person: mine.person, first: mine.attempt, next, other: other.attempt },
    async end() {
      await server.close();
      await day.delivery.stop();
      await store.close();
    },
  };
}

let world: Awaited<ReturnType<typeof bothTests>>;
let sockets: Socket[];
beforeEach(async () => {
  sockets = [];
  world = await bothTests();
});
afterEach(async () => {
  for (const socket of sockets) socket.disconnect();
  await world.end();
});

const journal = "0123456789abcdef0123456789abcdef";

async function signIn(): Promise<string> {
  const result = await world.auth.signInCandidate(world.person, "127.0.0.1");
  if (!result.ok) throw new Error(result.code);
  return `kaochang_candidate=${result.token}`;
}

/** A line; `attempt`: the one that the page names. */
async function line(cookie: string, attempt?: string): Promise<Socket> {
  const socket = io(world.url, {
    ...{ transports: ["websocket"], forceNew: true, reconnection: false, extraHeaders: { cookie } },
    auth: { protocol: protocolVersion, attempt },
  });
  sockets.push(socket);
  socket.on("alive", (answer: () => void) => answer());
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}

const open = (socket: Socket) => socket.emitWithAck("open", { journal });

/** Signed in and answering; the other candidate has five minutes more, so that theory runs on. */
async function answering(cookie: string): Promise<Socket> {
  const socket = await line(cookie);
  const { view } = await open(socket);
  await socket.emitWithAck("confirm-identity", { epoch: view.epoch });
  await socket.emitWithAck("accept-rules", { epoch: view.epoch });
  const { sittings } = world.day.delivery;
  const sitting = world.theory.record.id;
  await sittings.start(sitting, "p");
  const grant = { sitting, attempts: [world.other], ms: 300_000, kind: "extension" as const, reason: "r" };
  await sittings.grantTime(grant, "p");
  return socket;
}

async function flagOf(day: Day, made: number) {
  const item = (await paperOf(day, world.first)).items[0]?.id;
  return [{ seq: 1, epoch: 1, made, synced: 0, change: { kind: "flag", item, flagged: true } }];
}

async function quarantineOf(day: Day) {
  const { state } = await day.delivery.room.record(world.first);
  return state.phase === "none" ? [] : state.quarantine.map(({ why }) => why);
}

/** The cable is out from before zero until after the attempt was closed. */
async function cableOutAcrossZero(): Promise<string> {
  const cookie = await signIn();
  (await answering(cookie)).disconnect();
  world.day.pass(70_001);
  await world.day.delivery.sittings.tick();
  expect(world.theory.state.phase).toBe("running");
  return cookie;
}

test("LEASE-3 a cable that is out across zero, skills drawn: what the PC still has of theory waits for a proctor", async () => {
  const back = await line(await cableOutAcrossZero(), world.first);
  const { view } = await open(back);
  expect(view).toMatchObject({ attempt: world.first, phase: "closed" });
  const entries = await flagOf(world.day, 30_000);
  const sent = await back.emitWithAck("entries", { journal, epoch: view.epoch, entries });
  expect(sent).toMatchObject({ ok: true, replies: [{ result: "quarantined", code: "after-deadline" }] });
  expect(await quarantineOf(world.day)).toEqual(["after-deadline"]);
});

test("LEASE-3 who signs in anew after it is led to skills, and theory's answers of that PC wait for a proctor all the same", async () => {
  await cableOutAcrossZero();
  const anew = await line(await signIn());
  const { view } = await open(anew);
  expect(view).toMatchObject({ attempt: world.next, phase: "identity" });
  const late = { journal, epoch: 1, entries: await flagOf(world.day, 30_000) };
  expect(await anew.emitWithAck("entries", { ...late, attempt: world.first })).toMatchObject({
    ok: true,
    replies: [{ result: "quarantined", code: "after-deadline" }],
  });
  expect(await quarantineOf(world.day)).toEqual(["after-deadline"]);
  const notMine = { ...late, attempt: world.other };
  expect(await anew.emitWithAck("entries", notMine)).toMatchObject({ ok: false, code: "not-found" });
});

test("a page cannot name another candidate's attempt", async () => {
  await expect(line(await signIn(), world.other)).rejects.toThrow("not-signed-in");
});

test("LEASE-3 a line that blips at the receipt comes back to it, and a hand-in that is reopened then reaches the page", async () => {
  const cookie = await signIn();
  const before = await answering(cookie);
  world.day.pass(20_000);
  const handed = await before.emitWithAck("hand-in", { journal, epoch: 1, lastSeq: 0 });
  expect(handed.ok).toBe(true);
  before.disconnect();

  const after = await line(cookie, world.first);
  const shown = await open(after);
  expect(shown.view).toMatchObject({ attempt: world.first, phase: "closed", receipt: handed.receipt });
  const pushed = new Promise((resolve) => after.once("view", resolve));
  const undo = { attempt: world.first, reason: "误交", credited: true };
  expect(await world.day.delivery.acts.reopen(undo, "p")).toEqual({ ok: true });
  expect(await pushed).toMatchObject({ attempt: world.first, phase: "running" });
  after.disconnect();
  expect((await open(await line(await signIn()))).view.attempt).toBe(world.first);
});
