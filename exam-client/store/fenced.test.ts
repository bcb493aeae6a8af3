import "fake-indexeddb/auto";
import { gunzipSync } from "node:zlib";
import { openRescueFile } from "@kaochang/exam-server/attempt/rescue-file.ts";
import { rescueFile } from "@kaochang/exam-server/protocol/rescue-file.ts";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Fate } from "../e2e/fake-connection.ts";
import { fakeSealingSecret } from "../e2e/fake-sealing.ts";
import { ownTimers, pass } from "../testing/passing.ts";
import { faulty, openRoom } from "../testing/room.ts";
import { type Room, sit } from "../testing/sit.ts";
import { until } from "../testing/until.ts";
import { openIdbDisk } from "../transport/journal-idb.ts";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.useFakeTimers(ownTimers);
});
afterEach(() => vi.useRealTimers());

/** A page in the exam with item-1 on the server; its cable is out and item-2 and item-3 are only here. */
async function cutOff(room: Room) {
  const page = await sit(room);
  room.server.start();
  await until(() => page.screen() === "exam");
  page.desk.respond("item-1", "A");
  await pass(100);
  room.line.cut();
  page.desk.respond("item-2", "B");
  page.desk.respond("item-3", "C");
  await pass(100);
  return page;
}

const claimed = ({ server }: Room) => server.claims().map(({ change }) => change.item);
const waiting = ({ box }: { box: { pending: readonly unknown[] } }) => box.pending.length;
const fenced = { kind: "halted", code: "fenced" };

test("LEASE-1 a PC that comes back after the attempt was moved hands over what it has, and answers nothing more", async () => {
  const room = openRoom();
  const { state, desk } = await cutOff(room);
  room.server.move();
  room.line.mend();
  await pass(2_000);
  expect(state().stage).toEqual(fenced);
  expect(claimed(room)).toEqual(["item-2", "item-3"]);
  expect(room.server.answers().responses).toEqual({ "item-1": "A" });
  expect(state()).toMatchObject({ handingOver: true });
  expect(waiting(state())).toBe(0);
  desk.respond("item-4", "D");
  desk.type("item-5", "D");
  await pass(2_000);
  expect(waiting(state())).toBe(0);
  expect(claimed(room)).toHaveLength(2);
});

test("LEASE-1 after a reload of the old PC too, what lay on its disk is handed over", async () => {
  const room = openRoom();
  await cutOff(room);
  room.server.move();
  room.line.connection.stop();
  room.line.mend();
  const { state } = await sit(room);
  await pass(2_000);
  expect(state().stage).toEqual(fenced);
  expect(claimed(room)).toEqual(["item-2", "item-3"]);
  expect(waiting(state())).toBe(0);
  room.line.connection.stop();
  const next = await sit(room);
  await pass(2_000);
  expect(next.state()).toMatchObject({ stage: fenced, handingOver: false });
  expect(claimed(room)).toHaveLength(2);
});

test("LEASE-1 a hand-over that the line breaks goes on when it is back, and the page never asks for the lease again", async () => {
  let fate: Fate = "through";
  const room = openRoom({ fate: (name) => (name === "entries" ? fate : "through") });
  const { state } = await cutOff(room);
  room.server.move();
  const epoch = room.server.epoch();
  fate = "lost";
  room.line.mend();
  await pass(1_000);
  expect(state()).toMatchObject({ stage: fenced, online: true, handingOver: true });
  room.line.cut();
  fate = "reply-lost";
  await pass(30_000);
  expect(state()).toMatchObject({ stage: fenced, online: false, stranded: "awhile" });
  room.server.release();
  room.line.mend();
  await pass(1_000);
  fate = "through";
  await pass(10_000);
  expect(claimed(room)).toEqual(["item-2", "item-3"]);
  expect(waiting(state())).toBe(0);
  expect(room.server.epoch()).toBe(epoch);
});

test("LEASE-1 a line that flaps while the old PC reads its journal leaves one hand-over", async () => {
  const room = openRoom();
  await cutOff(room);
  room.server.move();
  room.line.connection.stop();
  room.line.mend();
  let settlements = 0;
  const disk = faulty(await openIdbDisk(), (journal) => ({
    async load() {
      const content = await journal.load();
      await new Promise((resolve) => setTimeout(resolve, 400));
      return content;
    },
    settle(settlement) {
      settlements += settlement.gone.length;
      return journal.settle(settlement);
    },
  }));
  const { desk, state } = await room.enter(disk);
  await desk.begin();
  await pass(100);
  room.line.cut();
  await pass(100);
  room.line.mend();
  await pass(5_000);
  expect(state()).toMatchObject({ stage: fenced, handingOver: true, online: true });
  expect(claimed(room)).toEqual(["item-2", "item-3"]);
  expect(settlements).toBe(2);
});

test("LEASE-1 Artemis 1903: a page that was pushed aside takes no typing and no view from then on", async () => {
  let fate: Fate = "lost";
  const room = openRoom({ fate: (name) => (name === "entries" ? fate : "through") });
  const { state, desk, screen } = await sit(room);
  room.server.start();
  await until(() => screen() === "exam");
  desk.type("item-1", "half");
  room.server.move();
  room.line.fence();
  await pass(100);
  expect(screen()).toBe("halted");
  const view = state().view;
  if (view) room.server.push({ ...view, version: view.version + 10 });
  expect(screen()).toBe("halted");
  fate = "through";
  await pass(5_000);
  expect(claimed(room)).toEqual(["item-1"]);
});

test("ANS-11 a PC cut off to the end makes a file of all that the server has not replied to, and keeps it", async () => {
  const room = openRoom();
  const { desk, state, screen } = await cutOff(room);
  await pass(80_000);
  expect(state().stranded).toBe("long");
  room.server.leave(0);
  await pass(90 * 60_000);
  expect(screen()).toBe("collecting");
  const text = await desk.rescueFile();
  const opened = openRescueFile(rescueFile.parse(JSON.parse(text ?? "")), fakeSealingSecret, (bytes) =>
    gunzipSync(bytes),
  );
  expect(opened).toMatchObject({
    ok: true,
    claims: {
      attempt: "attempt-1",
      journal: room.server.holder(),
      entries: [
        { seq: 2, change: { item: "item-2", response: "B" } },
        { seq: 3, change: { item: "item-3", response: "C" } },
      ],
    },
  });
  expect(waiting(state())).toBe(2);
});

test("a page without its paper makes no rescue file, and says so", async () => {
  const { desk } = await sit(openRoom());
  expect(await desk.rescueFile()).toBe(null);
});
