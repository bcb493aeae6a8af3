import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ownTimers, pass } from "../testing/passing.ts";
import { openRoom } from "../testing/room.ts";
import { until } from "../testing/until.ts";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.useFakeTimers(ownTimers);
});
afterEach(() => vi.useRealTimers());

async function running() {
  const room = openRoom();
  const page = await room.enter();
  await page.desk.begin();
  await pass(20);
  room.server.start();
  await until(() => page.screen() === "exam");
  return { ...room, ...page };
}

test("when its time is collected, a page says that nothing is left once everything that it wrote is there", async () => {
  const { server, desk, line } = await running();
  desk.respond("item-1", "A");
  await pass(1_000);
  line.cut();
  desk.respond("item-2", "B");
  desk.type("item-3", "typed");
  await pass(1_000);
  server.collect();
  await pass(3_000);
  expect(server.lastWords()).toEqual([]);
  line.mend();
  await pass(8_000);
  const answers = Object.keys(server.answers().responses);
  expect(server.lastWords()).toEqual([
    { journal: server.holder(), epoch: server.epoch(), lastSeq: answers.length, changes: 0 },
  ]);
});

test("a page whose time goes on says nothing, and after the next end it names the deadline that it was locked at", async () => {
  const { server } = await running();
  server.leave(1_000);
  await pass(3_000);
  expect(server.lastWords()).toEqual([]);
  server.grant(60_000);
  await pass(3_000);
  expect(server.lastWords()).toEqual([]);
  server.collect();
  await pass(3_000);
  expect(server.lastWords()).toMatchObject([{ changes: 1, lastSeq: 0 }]);
});
