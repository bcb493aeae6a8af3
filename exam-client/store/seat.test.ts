import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { faulty, openRoom } from "../testing/room.ts";
import type { Disk, Journal } from "../transport/journal.ts";
import { openIdbDisk } from "../transport/journal-idb.ts";
import { itemSaveOf } from "./read.ts";

const minute = 60_000;
const broken = () => Promise.reject(new Error("the disk is broken"));
const slowly = (journal: Journal) => ({
  load: async () => {
    const content = await journal.load();
    await new Promise((resolve) => setTimeout(resolve, 400));
    return content;
  },
});

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  // fake-indexeddb runs on setImmediate, which stays real.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
});
afterEach(() => vi.useRealTimers());

/** In steps, so that a disk which answers between two timers is heard in time. */
async function after(ms = 0): Promise<void> {
  for (let left = ms; left >= 0; left -= 1_000) {
    await vi.advanceTimersByTimeAsync(Math.min(left, 1_000));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  await vi.advanceTimersByTimeAsync(1);
}

type Room = ReturnType<typeof openRoom>;

async function sit({ enter }: Room, disk?: Disk) {
  const page = await enter(disk);
  await page.desk.begin();
  await after(20);
  return page;
}

/** A first page: item-1 is on the server, item-2 only on this PC's disk. */
async function leaveOffline(room: Room) {
  const { desk } = await sit(room);
  room.server.start();
  desk.respond("item-1", "A");
  await after();
  room.line.cut();
  desk.respond("item-2", "B");
  await after(100);
  room.line.connection.stop();
  room.line.mend();
}

test("ANS-3 a journal that cannot be read at first is read in the end", async () => {
  const room = openRoom();
  await leaveOffline(room);
  let failures = 2;
  const disk = faulty(await openIdbDisk(), (journal) => ({
    load: () => (failures-- > 0 ? broken() : journal.load()),
  }));
  const { desk, saveLine } = await sit(room, disk);
  await after(3_000);
  desk.respond("item-3", "C");
  await after(1_000);
  expect(room.server.answers().responses).toEqual({ "item-1": "A", "item-2": "B", "item-3": "C" });
  expect(saveLine().kind).toBe("saved");
});

test("ANS-2 a journal that cannot be read at all is left alone, and the page goes on under another", async () => {
  const room = openRoom();
  await leaveOffline(room);
  const real = await openIdbDisk();
  const id = await real.journalId(null);
  const before = await real.journal({ id, attempt: "attempt-1" }).load();
  const { desk, saveLine } = await sit(
    room,
    faulty(real, () => ({ load: broken })),
  );
  await after(20_000);
  desk.respond("item-3", "C");
  await after(6_000);
  expect(room.server.answers().responses).toEqual({ "item-1": "A", "item-3": "C" });
  expect(room.server.received(id)).toHaveLength(1);
  expect(saveLine().kind).toBe("no-disk");
  expect(desk.keepsAnswers).toBe(false);
  expect(await real.journal({ id, attempt: "attempt-1" }).load()).toEqual(before);
  expect(before.entries).toHaveLength(1);
  room.line.connection.stop();
  const next = await sit(room);
  await after(6_000);
  expect(room.server.answers().responses).toMatchObject({ "item-2": "B" });
  expect(next.state().box.pending).toEqual([]);
});

test("ANS-1 after a failed settlement and a reload the page shows what the server has", async () => {
  const room = openRoom();
  let settlements = 0;
  const disk = faulty(await openIdbDisk(), (journal) => ({
    settle: (settlement) => (settlements++ === 0 ? broken() : journal.settle(settlement)),
  }));
  const first = await sit(room, disk);
  room.server.start();
  for (const response of ["A", "B"]) {
    first.desk.respond("item-1", response);
    await after();
  }
  room.line.connection.stop();
  const second = await sit(room);
  await after(5_000);
  expect(room.server.answers().responses).toEqual({ "item-1": "B" });
  expect(second.state().screen.responses).toEqual({ "item-1": "B" });
});

test("ANS-3 the number typed in another way finds the same answers on this PC", async () => {
  const room = openRoom();
  const first = await room.enter();
  await first.desk.signIn("2026 0001", "x");
  await after(20);
  room.server.start();
  first.desk.respond("item-1", "A");
  await after();
  room.line.cut();
  first.desk.respond("item-2", "B");
  await after();
  room.line.connection.stop();
  room.line.mend();
  const second = await room.enter();
  await second.desk.signIn("20260001", "x");
  await after(5_000);
  second.desk.respond("item-3", "C");
  await after(1_000);
  expect(room.server.answers().responses).toEqual({ "item-1": "A", "item-2": "B", "item-3": "C" });
});

test("ANS-3 a server that has lost its counter is sent everything under new numbers, and hand-in opens", async () => {
  const first = openRoom();
  await leaveOffline(first);
  const second = openRoom();
  const { desk, screen, saveLine } = await sit(second);
  second.server.start();
  desk.respond("item-9", "D");
  await after(10_000);
  expect(second.server.answers().responses).toEqual({ "item-2": "B", "item-9": "D" });
  expect(saveLine().kind).toBe("saved");
  desk.handIn();
  await after(2_000);
  expect(screen()).toBe("receipt");
});

test("hand-in opens on a server that came back with fewer answers than it had acknowledged", async () => {
  const room = openRoom();
  const { desk, screen, state } = await sit(room);
  room.server.start();
  desk.respond("item-1", "A");
  await after();
  desk.respond("item-2", "B");
  await after();
  room.line.cut();
  room.server.restore(room.server.holder(), 1, 1);
  room.line.mend();
  await after(2_000);
  expect(state().screen.responses).toEqual({ "item-1": "A" });
  desk.respond("item-2", "C");
  await after(2_000);
  desk.handIn();
  await after(2_000);
  expect(room.server.answers().responses).toEqual({ "item-1": "A", "item-2": "C" });
  expect(screen()).toBe("receipt");
});

test("ANS-2 a disk that hangs does not keep answers from the server, and is not called kept", async () => {
  const room = openRoom();
  const disk = faulty(await openIdbDisk(), () => ({ write: () => new Promise(() => {}) }));
  const { desk, state, saveLine } = await sit(room, disk);
  room.server.start();
  desk.respond("item-1", "A");
  await after(4_000);
  expect(room.server.answers().responses).toEqual({ "item-1": "A" });
  room.line.cut();
  desk.respond("item-2", "B");
  await after();
  expect(itemSaveOf(state(), "item-2")).toBe("memory");
  expect(saveLine()).toEqual({ kind: "no-disk", waiting: 1 });
  room.line.mend();
  await after(2_000);
  expect(room.server.answers().responses).toEqual({ "item-1": "A", "item-2": "B" });
});

test("a disk that is full lets the candidate in, with the warning", async () => {
  const room = openRoom();
  const disk = { ...(await openIdbDisk()), journalId: broken };
  const { desk, screen, saveLine } = await sit(room, disk);
  expect(screen()).toBe("waiting");
  expect(desk.keepsAnswers).toBe(false);
  expect(await desk.signIn("1", "2")).toEqual({ ok: true });
  await after(20);
  room.server.start();
  expect(screen()).toBe("exam");
  expect(saveLine().kind).toBe("no-disk");
  desk.respond("item-1", "A");
  await after();
  expect(room.server.answers().responses).toEqual({ "item-1": "A" });
});

test("a disk that does not say the journal's id lets the candidate in", async () => {
  const room = openRoom();
  const disk = { ...(await openIdbDisk()), journalId: () => new Promise<string>(() => {}) };
  const { desk, screen } = await room.enter(disk);
  void desk.begin();
  await after(4_000);
  expect(screen()).toBe("waiting");
});

test("a start that is pushed while the journal is being read is shown", async () => {
  const room = openRoom();
  const { screen } = await sit(room, faulty(await openIdbDisk(), slowly));
  expect(screen()).toBe("connecting");
  room.server.start();
  await after(1_000);
  expect(screen()).toBe("exam");
});

test("ANS-1 a line that breaks while the journal is being read leaves one courier", async () => {
  const room = openRoom();
  const writers = new Set<Journal>();
  const disk = faulty(await openIdbDisk(), (journal) => ({
    ...slowly(journal),
    write(entries) {
      writers.add(journal);
      return journal.write(entries);
    },
  }));
  room.server.start();
  const { desk, state } = await sit(room, disk);
  room.line.cut();
  await after(100);
  room.line.mend();
  for (let number = 1; number <= 30; number += 1) {
    desk.respond(`item-${number}`, "A");
    await after(30);
  }
  await after(6_000);
  expect(writers.size).toBe(1);
  expect(state().box.aside).toEqual([]);
  expect(state().screen.responses).toEqual(room.server.answers().responses);
  expect(state().screen.responses).toMatchObject({ "item-30": "A" });
  expect(state().online).toBe(true);
});

test("a page whose line broke while the journal was being read says that it is offline", async () => {
  const room = openRoom();
  const { screen, saveLine } = await sit(room, faulty(await openIdbDisk(), slowly));
  room.server.start();
  room.line.cut();
  await after(10 * minute);
  expect(screen()).toBe("exam");
  expect(saveLine().kind).toBe("offline");
});

test("a page fenced by its own earlier connection takes the lease again, once for each connection", async () => {
  const room = openRoom();
  const { desk, state } = await sit(room);
  room.server.start();
  room.line.fence();
  await after();
  desk.respond("item-1", "A");
  await after(1_000);
  expect(state().stage).toEqual({ kind: "attempt" });
  expect(room.server.answers().responses).toEqual({ "item-1": "A" });
  room.line.fence();
  await after();
  expect(state().stage).toEqual({ kind: "halted", code: "fenced" });
});
