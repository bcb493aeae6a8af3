import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Fate } from "../e2e/fake-connection.ts";
import { ownTimers, pass } from "../testing/passing.ts";
import { openRoom, type RoomOptions } from "../testing/room.ts";
import { until } from "../testing/until.ts";
import { openNoDisk } from "../transport/journal-none.ts";

const minute = 60_000;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.useFakeTimers(ownTimers);
});
afterEach(() => vi.useRealTimers());

/** A page in a running exam of 90 minutes. `sleep`: the PC's monotonic clock stands still, the room's goes on. */
async function running(options: RoomOptions = {}) {
  let slept = 0;
  const room = openRoom({
    now: () => performance.now() + slept,
    wall: () => Date.now() + slept,
    ...options,
  });
  const page = await room.enter();
  await page.desk.begin();
  await pass(20);
  room.server.start();
  await until(() => page.screen() === "exam");
  const left = () => page.desk.clock.store.getState().secondsLeft;
  const sleep = (ms: number) => {
    slept += ms;
  };
  return { ...room, ...page, left, sleep };
}

test("TIME-7 each change of time is shown, told of, and acknowledged by the seat", async () => {
  const { server, desk, state, left } = await running();
  const before = left() ?? 0;
  server.grant(5 * minute);
  await pass();
  expect(left()).toBe(before + 300);
  expect(state().added).toBe(5 * minute);
  expect(server.timeSeen()).toBe(1);
  server.grant(minute);
  await pass();
  expect(state().added).toBe(6 * minute);
  desk.dismissAdded();
  expect(state().added).toBe(0);
  expect(server.timeSeen()).toBe(2);
});

test("TIME-7 Artemis 12435: time added while the line is down is shown and acknowledged when it is back", async () => {
  const { server, line, state, left } = await running();
  line.cut();
  server.grant(10 * minute);
  await pass(3_000);
  expect(server.timeSeen()).toBe(0);
  line.mend();
  await pass(3_000);
  expect(left()).toBeGreaterThan(99 * 60);
  expect(state().added).toBe(10 * minute);
  expect(server.timeSeen()).toBe(1);
});

test("TIME-7 an acknowledgement that is lost is sent again", async () => {
  let fate: Fate = "lost";
  const { server } = await running({ fate: (name) => (name === "time-seen" ? fate : "through") });
  server.grant(minute);
  await pass(5_000);
  expect(server.timeSeen()).toBe(0);
  fate = "through";
  await pass(10_000);
  expect(server.timeSeen()).toBe(1);
});

test("TIME-7 PrairieLearn 2506: at a zero that is out of date the page only locks, and opens again when it learns of the time", async () => {
  const { server, line, desk, state, screen } = await running();
  server.leave(2_000);
  line.cut();
  server.grant(15 * minute);
  await pass(4_000);
  expect(screen()).toBe("collecting");
  expect(state().handIn).toEqual({ kind: "none" });
  line.mend();
  await pass(1_000);
  expect(screen()).toBe("exam");
  desk.respond("item-1", "A");
  await pass(1_000);
  expect(server.answers().responses).toEqual({ "item-1": "A" });
});

test("TIME-7 Artemis 9938: the time shown is the server's deadline, whatever the exam's nominal minutes say", async () => {
  const exam = { qualification: "q", test: "t", begins: null, fullPoints: 10_000, passMark: 6_000 };
  const duration = { ms: 3_600_000, extra: 0 };
  const { server, left } = await running({ view: { phase: "waiting", exam, duration } });
  server.start(90);
  expect(left()).toBe(90 * 60);
});

test("TIME-6 a PC that wakes with the line up has the right time at once, and says how long it slept", async () => {
  const { server, desk, left, sleep, state } = await running();
  const before = left() ?? 0;
  sleep(20 * minute);
  await pass(1_000);
  expect(before - (left() ?? 0)).toBeGreaterThanOrEqual(20 * 60);
  expect(desk.clock.store.getState().proven).toBe(true);
  expect(server.notes()).toContainEqual({ kind: "clock-jump", ms: 20 * minute });
  desk.respond("item-1", "A");
  expect(state().box.pending[0]?.entry.synced).toBeLessThan(2_000);
});

test("TIME-6 a PC that wakes with the line down marks its entries and says that its time is to be checked", async () => {
  const { server, line, desk, left, sleep, state } = await running();
  line.cut();
  sleep(20 * minute);
  await pass(1_000);
  expect(desk.clock.store.getState().proven).toBe(false);
  desk.respond("item-1", "A");
  expect(state().box.pending[0]?.entry.synced).toBe(null);
  line.mend();
  await pass(1_000);
  expect(left()).toBeLessThan(70 * 60);
  expect(desk.clock.store.getState().proven).toBe(true);
  expect(server.notes()).toContainEqual({ kind: "clock-jump", ms: 20 * minute });
});

test("TIME-6 a clock that cannot be compared right after a sleep is compared every few seconds", async () => {
  let fate: Fate = "through";
  const { desk, sleep } = await running({ fate: (name) => (name === "sync" ? fate : "through") });
  fate = "lost";
  sleep(minute);
  await pass(1_000);
  expect(desk.clock.store.getState().proven).toBe(false);
  fate = "through";
  await pass(6_000);
  expect(desk.clock.store.getState().proven).toBe(true);
});

test("whether this PC keeps answers is told to the proctor", async () => {
  const kept = await running();
  await pass();
  expect(kept.server.notes()).toEqual([{ kind: "disk", keeps: true }]);
  const lost = await running({ disk: openNoDisk() });
  await pass();
  expect(lost.server.notes()).toEqual([{ kind: "disk", keeps: false }]);
});
