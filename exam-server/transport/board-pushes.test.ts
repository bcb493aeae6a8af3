import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { io, type Socket } from "socket.io-client";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { type Delivery, openDelivery } from "../delivery/delivery.ts";
import { loadBank } from "../delivery/load-bank.ts";
import { preparePractice } from "../delivery/practice-sitting.ts";
import type { Sitting } from "../delivery/sittings.ts";
import { fixtureFiles } from "../fixtures.ts";
import { shippedForm, shippedSyllabuses } from "../library.ts";
import { seatsAfter } from "../protocol/board-fields.ts";
import type { BoardChange, BoardSeat, ServerWarning } from "../protocol/messages.ts";
import { openMemoryStore } from "../store/memory.ts";
import { readsSlowly } from "./back-pressure.ts";
import { pushBoards } from "./board-pushes.ts";

/** A board over a real engine and real sockets; only what the guards say is set by hand. */
const guards = {
  shed: false,
  present: [] as ServerWarning[],
  shedding: () => guards.shed,
  warnings: () => guards.present,
};
/** How long reading what changed takes on top, and whether one reading began before another had ended. */
const slowness = { ms: 0, reading: false, overlapped: false };
const fullDisk: ServerWarning = { kind: "disk-space", text: "服务器磁盘只剩 0.8 GB" };

let delivery: Delivery;
let sitting: Sitting;
let server: Server;
let stopPushes: () => void;
let url: string;
const pages: Socket[] = [];

beforeAll(async () => {
  const store = await openMemoryStore();
  const syllabuses = shippedSyllabuses();
  await loadBank(store.bank, fixtureFiles("banks", "ecommerce-l3-theory"), [...syllabuses.values()]);
  const report = (what: string, cause: unknown) => {
    throw new Error(what, { cause });
  };
  delivery = await openDelivery({
    store,
    monotonic: () => performance.now(),
    wall: Date.now,
    syllabuses,
    rulesText: "{minutes}",
    remindAt: [],
    random: randomBytes,
    report,
  });
  delivery.run();
  const made = await preparePractice(store, delivery, {
    title: "试",
    ...shippedForm("ecommerce-l3", "theory", "form-100"),
    minutes: 1,
    candidates: 3,
    terms: { duration: 60_000, extra: 0, entryCloses: 30_000, handInOpens: 0, grace: 10_000 },
  });
  if (!made.ok) throw new Error(made.message);
  sitting = made.sitting;
  const http = createServer();
  server = new Server(http);
  server.on("connection", (socket) => socket.join(sitting.record.id));
  const flush: Delivery["board"]["flush"] = async () => {
    slowness.overlapped ||= slowness.reading;
    slowness.reading = true;
    await new Promise((resolve) => setTimeout(resolve, slowness.ms));
    const changed = await delivery.board.flush();
    slowness.reading = false;
    return changed;
  };
  const board = { ...delivery.board, flush };
  stopPushes = pushBoards(server.of("/"), { ...delivery, board, guards, report }).stop;
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});

afterEach(() => {
  guards.shed = false;
  guards.present = [];
  slowness.ms = 0;
  for (const page of pages.splice(0)) page.disconnect();
});

afterAll(async () => {
  stopPushes();
  await server.close();
  await delivery.stop();
});

/** A page that watches, and what it was told. */
async function watching(): Promise<{ page: Socket; told: BoardChange[] }> {
  const page = io(url, { transports: ["websocket"], forceNew: true });
  pages.push(page);
  const told: BoardChange[] = [];
  page.on("board", (change: BoardChange) => told.push(change));
  await new Promise<void>((resolve) => page.once("connect", resolve));
  return { page, told };
}

let online = false;
/** A change of the first seat on the board. */
function change(): void {
  online = !online;
  delivery.presence.set(sitting.places[0]?.attempt ?? "", online, 0);
}

test("a change of a seat reaches who watches, and only that seat", async () => {
  const { told } = await watching();
  change();
  await expect
    .poll(() => told.at(-1)?.seats.map(({ attempt }) => attempt))
    .toEqual([sitting.places[0]?.attempt]);
});

test("of a seat that the board has, only the fields that changed are sent, and a page that came between has it all", async () => {
  const { attempt = "" } = sitting.places[1] ?? {};
  await delivery.room.execute(attempt, { kind: "open", journal: "a".repeat(32), holderAlive: false });
  const { told } = await watching();
  const be = (there: boolean) => delivery.presence.set(attempt, there, 0);
  be(true);
  await expect.poll(() => told.length).toBeGreaterThan(0);
  const pushes = told.length;
  be(false);
  const known = new Map((await delivery.board.seats(sitting)).map((seat) => [seat.attempt, seat]));
  be(true);
  await expect.poll(() => told.length).toBeGreaterThan(pushes);
  expect(told.at(-1)?.seats).toMatchObject([{ attempt, state: "signed-in" }]);
  be(false);
  await expect.poll(() => Object.values(told.at(-1)?.changed?.fields.state ?? {})).toEqual(["offline"]);
  expect(told.at(-1)?.seats).toEqual([]);
  const after = told.slice(pushes).reduce(seatsAfter, known as ReadonlyMap<string, BoardSeat>);
  expect([...after.values()]).toEqual(await delivery.board.seats(sitting));
});

test("BOARD-3 a push that takes long is not overtaken by the next one", async () => {
  const { told } = await watching();
  slowness.ms = 1200;
  change();
  await expect.poll(() => told.length, { timeout: 10_000 }).toBeGreaterThan(0);
  change();
  await expect.poll(() => told.length, { timeout: 10_000 }).toBeGreaterThan(1);
  expect(slowness.overlapped).toBe(false);
});

test("DEG-1 new warnings reach staff though no seat has changed, and so does their end", async () => {
  const { told } = await watching();
  guards.present = [fullDisk];
  await expect.poll(() => told.at(-1), { timeout: 5000 }).toMatchObject({ seats: [], warnings: [fullDisk] });
  guards.present = [];
  await expect.poll(() => told.at(-1), { timeout: 5000 }).toMatchObject({ seats: [], warnings: [] });
});

test("DEG-1 while telemetry is shed boards are pushed more seldom, and no change is lost", async () => {
  const { told } = await watching();
  const pushesWhile = async (turns: number) => {
    const before = told.length;
    for (let turn = 0; turn < turns; turn += 1) {
      change();
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    return told.length - before;
  };
  const usual = await pushesWhile(16);
  guards.shed = true;
  expect(await pushesWhile(16)).toBeLessThan(usual);
  const last = told.length;
  change();
  await expect.poll(() => told.length, { timeout: 10_000 }).toBeGreaterThan(last);
});

test("DEG-1 a page that reads slowly is sent nothing on top; once it has caught up it gets the whole board", async () => {
  const { page: quick, told: toQuick } = await watching();
  const { page: slow, told: toSlow } = await watching();
  const { ws } = slow.io.engine.transport as unknown as { ws: { pause(): void; resume(): void } };
  ws.pause();
  const there = server.sockets.sockets.get(slow.id ?? "");
  if (!there) throw new Error("not connected");
  await expect
    .poll(() => {
      there.emit("large", "长".repeat(1_000_000));
      return readsSlowly(there);
    })
    .toBe(true);
  change();
  await expect.poll(() => toQuick.length, { timeout: 5000 }).toBeGreaterThan(0);
  ws.resume();
  await expect.poll(() => toSlow.length, { timeout: 10_000 }).toBeGreaterThan(0);
  expect(toSlow[0]?.seats).toHaveLength(sitting.places.length);
  expect(quick.connected).toBe(true);
});
