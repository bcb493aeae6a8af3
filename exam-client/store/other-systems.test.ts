import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Fate } from "../e2e/fake-connection.ts";
import { ownTimers, pass } from "../testing/passing.ts";
import { openRoom } from "../testing/room.ts";
import { type Room, sit } from "../testing/sit.ts";
import { until } from "../testing/until.ts";
import { openIdbDisk } from "../transport/journal-idb.ts";

/** Failures that users of other exam systems reported, each as this page meets it. */
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.useFakeTimers(ownTimers);
});
afterEach(() => vi.useRealTimers());

async function sitRunning(room: Room) {
  const page = await sit(room);
  room.server.start();
  await until(() => page.screen() === "exam");
  return page;
}

const waiting = ({ box }: { box: { pending: readonly unknown[] } }) => box.pending.length;

test("ANS-3 Artemis PR 12948: answers restored after an outage and a reload are pending, and are sent", async () => {
  const room = openRoom();
  const first = await sitRunning(room);
  room.line.cut();
  first.desk.respond("item-1", "A");
  await pass(100);
  room.line.connection.stop();
  room.line.mend();
  const second = await room.enter();
  const seen: number[] = [];
  second.desk.store.subscribe((state) => seen.push(waiting(state)));
  await second.desk.begin();
  await pass(2_000);
  expect(Math.max(...seen)).toBe(1);
  expect(waiting(second.state())).toBe(0);
  expect(room.server.answers().responses).toEqual({ "item-1": "A" });
});

test("ANS-2 TAO: a page that is closed while its answers are on their way finds them again", async () => {
  let fate: Fate = "through";
  const room = openRoom({ fate: (name) => (name === "entries" ? fate : "through") });
  const { desk } = await sitRunning(room);
  fate = "lost";
  desk.respond("item-1", "A");
  desk.respond("item-2", "B");
  await pass(100);
  room.line.connection.stop();
  const disk = await openIdbDisk();
  const name = { id: await disk.journalId(null), attempt: "attempt-1" };
  expect((await disk.journal(name).load()).entries).toHaveLength(2);
  fate = "through";
  await sit(room);
  await pass(2_000);
  expect(room.server.answers().responses).toEqual({ "item-1": "A", "item-2": "B" });
  expect((await disk.journal(name).load()).entries).toEqual([]);
});

test("ANS-3 Sakai PR 14743: a tab that knows less sends nothing by itself, so it puts no blanks over answers", async () => {
  const room = openRoom();
  const stale = await sitRunning(room);
  room.line.cut();
  const id = room.server.holder();
  room.line.mend();
  await pass(500);
  stale.desk.respond("item-1", "A");
  await pass(500);
  const received = room.server.received(id).length;
  room.line.cut();
  stale.desk.flush();
  stale.desk.goTo("item-2");
  stale.desk.goTo("item-1");
  room.line.mend();
  await pass(5_000);
  const fresh = await sit(room);
  fresh.desk.flush();
  await pass(5_000);
  expect(room.server.received(id)).toHaveLength(received);
  expect(room.server.answers().responses).toEqual({ "item-1": "A" });
});

test("LEASE-1 Artemis 1903: after a hand-in from elsewhere, a page that comes back shows the receipt and takes nothing", async () => {
  const room = openRoom();
  const { desk, screen } = await sitRunning(room);
  desk.respond("item-1", "A");
  await pass(500);
  room.line.cut();
  desk.respond("item-1", "B");
  room.server.close("handed-in");
  room.server.judgeAs({ result: "refused", code: "attempt-closed" });
  room.line.mend();
  await pass(2_000);
  expect(screen()).toBe("receipt");
  desk.respond("item-2", "C");
  desk.type("item-3", "D");
  desk.flag("item-4");
  await pass(2_000);
  expect(room.server.answers().responses).toEqual({ "item-1": "A" });
});

test("ANS-2 PrairieLearn 13203: what is half typed at zero is written with its own time, and counts", async () => {
  const room = openRoom();
  const { desk, state } = await sitRunning(room);
  room.server.leave(1_000);
  desk.type("item-1", ["转化"]);
  await pass(50);
  desk.type("item-1", ["转化率"]);
  await pass(3_000);
  expect(room.server.answers().responses).toEqual({ "item-1": ["转化率"] });
  expect(waiting(state())).toBe(0);
});

test("digabi-os 114: no page takes typing but the exam itself, and that one takes it while the line is down", async () => {
  const room = openRoom();
  const { desk, state, screen } = await sitRunning(room);
  const writeAll = () => {
    desk.respond("item-1", "A");
    desk.flag("item-2");
    desk.type("item-3", "B");
  };
  room.line.cut();
  writeAll();
  await pass(1_000);
  expect(waiting(state())).toBe(3);
  room.server.leave(0);
  room.line.mend();
  await pass(1_000);
  expect(screen()).toBe("collecting");
  const head = state().box.head;
  writeAll();
  await pass(1_000);
  expect(state().box.head).toBe(head);
  room.line.turnAway();
  writeAll();
  await pass(1_000);
  expect(state().box.head).toBe(head);
});
