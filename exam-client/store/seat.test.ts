import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ownTimers, pass } from "../testing/passing.ts";
import { faulty, openRoom } from "../testing/room.ts";
import { until } from "../testing/until.ts";
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
  vi.useFakeTimers(ownTimers);
});
afterEach(() => vi.useRealTimers());

type Room = ReturnType<typeof openRoom>;

async function sit({ enter }: Room, disk?: Disk) {
  const page = await enter(disk);
  await page.desk.begin();
  await pass(20);
  return page;
}

/** A first page: item-1 is on the server, item-2 only on this PC's disk. */
async function leaveOffline(room: Room) {
  const { desk } = await sit(room);
  room.server.start();
  desk.respond("item-1", "A");
  await pass();
  room.line.cut();
  desk.respond("item-2", "B");
  await pass(100);
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
  await pass(3_000);
  desk.respond("item-3", "C");
  await pass(1_000);
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
  await pass(20_000);
  desk.respond("item-3", "C");
  await pass(6_000);
  expect(room.server.answers().responses).toEqual({ "item-1": "A", "item-3": "C" });
  expect(room.server.received(id)).toHaveLength(1);
  expect(saveLine().kind).toBe("no-disk");
  expect(desk.keepsAnswers).toBe(false);
  expect(await real.journal({ id, attempt: "attempt-1" }).load()).toEqual(before);
  expect(before.entries).toHaveLength(1);
  room.line.connection.stop();
  const next = await sit(room);
  await pass(6_000);
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
    await pass();
  }
  room.line.connection.stop();
  const second = await sit(room);
  await pass(5_000);
  expect(room.server.answers().responses).toEqual({ "item-1": "B" });
  expect(second.state().screen.responses).toEqual({ "item-1": "B" });
});

test("ANS-3 the number typed in another way finds the same answers on this PC", async () => {
  const room = openRoom();
  const first = await room.enter();
  await first.desk.signIn("2026 0001", "x");
  await pass(20);
  room.server.start();
  first.desk.respond("item-1", "A");
  await pass();
  room.line.cut();
  first.desk.respond("item-2", "B");
  await pass();
  room.line.connection.stop();
  room.line.mend();
  const second = await room.enter();
  await second.desk.signIn("20260001", "x");
  await pass(5_000);
  second.desk.respond("item-3", "C");
  await pass(1_000);
  expect(room.server.answers().responses).toEqual({ "item-1": "A", "item-2": "B", "item-3": "C" });
});

test("ANS-3 a server that has lost its counter is sent everything under new numbers, and hand-in opens", async () => {
  const first = openRoom();
  await leaveOffline(first);
  const second = openRoom();
  const { desk, screen, saveLine } = await sit(second);
  second.server.start();
  desk.respond("item-9", "D");
  await pass(10_000);
  expect(second.server.answers().responses).toEqual({ "item-2": "B", "item-9": "D" });
  expect(saveLine().kind).toBe("saved");
  desk.handIn();
  await pass(2_000);
  expect(screen()).toBe("receipt");
});

test("hand-in opens on a server that came back with fewer answers than it had acknowledged", async () => {
  const room = openRoom();
  const { desk, screen, state } = await sit(room);
  room.server.start();
  desk.respond("item-1", "A");
  await pass();
  desk.respond("item-2", "B");
  await pass();
  room.line.cut();
  room.server.restore(room.server.holder(), 1, 1);
  room.line.mend();
  await pass(2_000);
  expect(state().screen.responses).toEqual({ "item-1": "A" });
  desk.respond("item-2", "C");
  await pass(2_000);
  desk.handIn();
  await pass(2_000);
  expect(room.server.answers().responses).toEqual({ "item-1": "A", "item-2": "C" });
  expect(screen()).toBe("receipt");
});

test("ANS-2 a disk that hangs does not keep answers from the server, and is not called kept", async () => {
  const room = openRoom();
  const disk = faulty(await openIdbDisk(), () => ({ write: () => new Promise(() => {}) }));
  const { desk, state, saveLine } = await sit(room, disk);
  room.server.start();
  desk.respond("item-1", "A");
  await pass(4_000);
  expect(room.server.answers().responses).toEqual({ "item-1": "A" });
  room.line.cut();
  desk.respond("item-2", "B");
  await pass();
  expect(itemSaveOf(state(), "item-2")).toBe("memory");
  expect(saveLine()).toEqual({ kind: "no-disk", waiting: 1 });
  room.line.mend();
  await pass(2_000);
  expect(room.server.answers().responses).toEqual({ "item-1": "A", "item-2": "B" });
});

test("a disk that is full lets the candidate in, with the warning", async () => {
  const room = openRoom();
  const disk = { ...(await openIdbDisk()), journalId: broken };
  const { desk, screen, saveLine } = await sit(room, disk);
  expect(screen()).toBe("waiting");
  expect(desk.keepsAnswers).toBe(false);
  expect(await desk.signIn("1", "2")).toEqual({ ok: true });
  await pass(20);
  room.server.start();
  await until(() => screen() === "exam");
  expect(saveLine().kind).toBe("no-disk");
  desk.respond("item-1", "A");
  await pass();
  expect(room.server.answers().responses).toEqual({ "item-1": "A" });
});

test("a disk that does not say the journal's id lets the candidate in", async () => {
  const room = openRoom();
  const disk = { ...(await openIdbDisk()), journalId: () => new Promise<string>(() => {}) };
  const { desk, screen } = await room.enter(disk);
  void desk.begin();
  await pass(4_000);
  expect(screen()).toBe("waiting");
});

test("a start that is pushed while the journal is being read is shown", async () => {
  const room = openRoom();
  const { screen } = await sit(room, faulty(await openIdbDisk(), slowly));
  expect(screen()).toBe("connecting");
  room.server.start();
  await pass(1_000);
  await until(() => screen() === "exam");
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
  await pass(100);
  room.line.mend();
  for (let number = 1; number <= 30; number += 1) {
    desk.respond(`item-${number}`, "A");
    await pass(30);
  }
  await pass(6_000);
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
  await pass(10 * minute);
  expect(screen()).toBe("opening");
  expect(saveLine().kind).toBe("offline");
});

test("a page fenced by its own earlier connection takes the lease again, once for each connection", async () => {
  const room = openRoom();
  const { desk, state } = await sit(room);
  room.server.start();
  room.line.fence();
  await pass();
  desk.respond("item-1", "A");
  await pass(1_000);
  expect(state().stage).toEqual({ kind: "attempt" });
  expect(room.server.answers().responses).toEqual({ "item-1": "A" });
  room.line.fence();
  await pass();
  expect(state().stage).toEqual({ kind: "halted", code: "fenced" });
});

test("a page names its attempt with each further line, until somebody signs in anew", async () => {
  const room = openRoom();
  const { desk } = await sit(room);
  expect(room.line.named()).toBe("attempt-1");
  room.line.cut();
  expect(room.line.named()).toBe("attempt-1");
  room.line.mend();
  await pass(20);
  room.line.cut();
  await desk.signIn("2026", "x");
  expect(room.line.named()).toBeNull();
});

test("what this PC keeps of an earlier attempt is handed over as that attempt's", async () => {
  const disk = await openIdbDisk();
  const id = await disk.journalId(null);
  const change = { kind: "flag", item: "item-9", flagged: true } as const;
  const entry = { seq: 1, epoch: 1, made: 1, synced: 0, change };
  await disk.journal({ id, attempt: "attempt-0" }).write([entry]);
  const room = openRoom();
  await sit(room, disk);
  await pass(1_000);
  expect(await disk.unsentAttempts(id)).toEqual([]);
  expect(room.server.received(id)).toHaveLength(1);
});
