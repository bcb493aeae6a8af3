import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ownTimers, pass } from "../testing/passing.ts";
import { openRoom, type RoomOptions } from "../testing/room.ts";
import { until } from "../testing/until.ts";
import { openNoDisk } from "../transport/journal-none.ts";
import { itemSaveOf } from "./read.ts";

const minute = 60_000;

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.useFakeTimers(ownTimers);
});
afterEach(() => vi.useRealTimers());

async function room(options: RoomOptions = {}) {
  const { server, line, enter } = openRoom(options);
  const sit = async () => {
    const page = await enter();
    await page.desk.begin();
    await pass(1);
    return page;
  };
  return { server, line, sit };
}

test("a candidate goes from identity to the receipt", async () => {
  const { server, sit } = await room({ view: { phase: "identity" } });
  const { desk, screen, state } = await sit();
  expect(screen()).toBe("identity");
  expect(await desk.confirmIdentity()).toBe(null);
  expect(await desk.acceptRules()).toBe(null);
  expect(screen()).toBe("waiting");
  server.start();
  await until(() => screen() === "exam");
  desk.respond("item-1", "B");
  desk.flag("item-2");
  await pass();
  expect(server.answers()).toEqual({ responses: { "item-1": "B" }, flags: new Set(["item-2"]) });
  expect(itemSaveOf(state(), "item-1")).toBe("server");
  desk.handIn();
  await pass();
  expect(screen()).toBe("receipt");
  expect(state().view?.receipt).toMatchObject({ answered: 1, unanswered: 99 });
});

test("hand-in waits until everything is on the server", async () => {
  const { server, line, sit } = await room();
  const { desk, screen, state } = await sit();
  server.start();
  await until(() => screen() === "exam");
  line.cut();
  desk.respond("item-1", "B");
  desk.handIn();
  await pass(5_000);
  expect(screen()).toBe("exam");
  expect(state().handIn).toEqual({ kind: "waiting" });
  line.mend();
  await pass(5_000);
  expect(screen()).toBe("receipt");
  expect(server.answers().responses).toEqual({ "item-1": "B" });
});

test("ANS-3 answers of a page that was closed offline are on the next page's screen and reach the server", async () => {
  const { server, line, sit } = await room();
  const first = await sit();
  server.start();
  first.desk.respond("item-1", "A");
  await pass();
  line.cut();
  first.desk.respond("item-1", "C");
  first.desk.respond("item-2", "D");
  await pass();
  expect(first.saveLine()).toEqual({ kind: "offline", waiting: 2 });
  line.connection.stop();
  line.mend();
  const second = await sit();
  expect(second.state().screen.responses).toEqual({ "item-1": "C", "item-2": "D" });
  await pass(1_000);
  expect(second.saveLine().kind).toBe("saved");
  expect(server.answers().responses).toEqual({ "item-1": "C", "item-2": "D" });
});

test("typed text is seen at once, written when the typing pauses, and flushed by moving on", async () => {
  const { server, sit } = await room();
  const { desk, state } = await sit();
  server.start();
  desk.type("item-1", ["网"]);
  desk.type("item-1", ["网店"]);
  expect(state().screen.responses).toEqual({ "item-1": ["网店"] });
  expect(itemSaveOf(state(), "item-1")).toBe("writing");
  expect(state().box.head).toBe(0);
  await pass(500);
  expect(server.answers().responses).toEqual({ "item-1": ["网店"] });
  desk.type("item-1", ["网店铺"]);
  await until(() => state().paper !== null);
  desk.move(1);
  await pass();
  expect(server.answers().responses).toEqual({ "item-1": ["网店铺"] });
  expect(state().current).toBe("item-2");
});

test("offline at zero the page locks; it opens again when a view says that time is left", async () => {
  const { server, line, sit } = await room();
  const { desk, screen } = await sit();
  server.start();
  await until(() => screen() === "exam");
  server.leave(1_000);
  line.cut();
  desk.type("item-1", "A");
  await pass(1_500);
  expect(screen()).toBe("collecting");
  desk.respond("item-2", "B");
  server.leave(10 * minute);
  line.mend();
  await pass(500);
  expect(screen()).toBe("exam");
  expect(server.answers().responses).toEqual({ "item-1": "A" });
});

test("without a disk the page says so and still sends", async () => {
  const { server, line, sit } = await room({ disk: openNoDisk() });
  const { desk, saveLine } = await sit();
  server.start();
  line.cut();
  desk.respond("item-1", "B");
  await pass();
  expect(saveLine()).toEqual({ kind: "no-disk", waiting: 1 });
  line.mend();
  await pass(1_000);
  expect(saveLine()).toEqual({ kind: "no-disk", waiting: 0 });
  expect(server.answers().responses).toEqual({ "item-1": "B" });
});

test("ANS-4 a refused answer is told of, the server's stays on screen, and a later one clears it", async () => {
  const { server, sit } = await room({
    judge: ({ change }) =>
      change.kind === "respond" && change.response === "Z"
        ? { result: "refused", code: "response-invalid" }
        : null,
  });
  const { desk, state } = await sit();
  server.start();
  desk.respond("item-1", "Z");
  desk.respond("item-2", "B");
  await pass();
  expect(itemSaveOf(state(), "item-1")).toBe("refused");
  expect(state().screen.responses).toEqual({ "item-2": "B" });
  desk.respond("item-1", "A");
  await pass();
  expect(itemSaveOf(state(), "item-1")).toBe("server");
});

test("a fenced page stops and says so; a page without a sign-in asks for it", async () => {
  const { server, line, sit } = await room();
  const { screen, state, desk } = await sit();
  server.hold("lease-held");
  line.fence();
  await pass();
  expect(state().stage).toEqual({ kind: "halted", code: "fenced" });
  server.hold(null);
  await desk.begin();
  await pass();
  line.turnAway();
  expect(screen()).toBe("sign-in");
  expect(await desk.signIn("1", "2")).toEqual({ ok: true });
  await pass();
  expect(screen()).toBe("waiting");
});

test("an older view never replaces a newer one", async () => {
  const { server, sit } = await room();
  const { screen, state } = await sit();
  const old = state().view;
  server.start();
  if (old) server.push({ ...old });
  await until(() => screen() === "exam");
});
