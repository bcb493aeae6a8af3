import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Fate } from "../e2e/fake-connection.ts";
import { paperWithPictures, pictures } from "../e2e/fake-paper.ts";
import { ownTimers, pass } from "../testing/passing.ts";
import { openRoom, type RoomOptions } from "../testing/room.ts";
import { until } from "../testing/until.ts";
import { openNoDisk } from "../transport/journal-none.ts";
import type { AttemptState } from "./attempt.ts";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.useFakeTimers(ownTimers);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function room(options: RoomOptions = {}) {
  const { server, line, enter } = openRoom({ paper: paperWithPictures(), pictures, ...options });
  const sit = async () => {
    const page = await enter(openNoDisk());
    await page.desk.begin();
    await pass(10);
    return page;
  };
  return { server, line, sit };
}

/** Sources of all pictures that the paper shows now. */
const sources = ({ paper }: AttemptState) =>
  [...(paper?.byId.values() ?? [])].flatMap(({ item }) =>
    [item.stemHtml, ...(item.options ?? []).map(({ html }) => html)].flatMap((html) =>
      [...html.matchAll(/<img( src="([^"]*)")?/g)].map(([, , source]) => source ?? "none"),
    ),
  );

async function contentOf(source: string | undefined): Promise<string> {
  return (await fetch(source ?? "")).text();
}

test("START-2 the paper and its pictures are on the seat before the start, and cannot be read there", async () => {
  const { sit } = await room();
  const { state, screen } = await sit();
  await until(() => state().delivered);
  expect(screen()).toBe("waiting");
  expect(state().paper).toBe(null);
});

test("START-2 the start brings a key and nothing else: cable out with it, every item and picture is there", async () => {
  const { server, line, sit } = await room();
  const { state, screen } = await sit();
  await until(() => state().delivered);
  server.start();
  line.cut();
  await until(() => screen() === "exam");
  expect(state().paper?.order).toHaveLength(12);
  for (let turn = 0; turn < 10; turn += 1) await pass(1);
  expect(sources(state())).toHaveLength(18);
  expect(sources(state()).every((source) => source.startsWith("blob:"))).toBe(true);
  const shown = await Promise.all([...new Set(sources(state()))].map(contentOf));
  expect(shown.sort()).toEqual(Object.values(pictures).sort());
});

test("the first item is shown while pictures are still to come, and they appear when they do", async () => {
  let fate: Fate = "lost";
  const { server, sit } = await room({ picture: () => fate });
  const { state, screen } = await sit();
  server.start();
  await until(() => screen() === "exam");
  expect(new Set(sources(state()))).toEqual(new Set(["none"]));
  expect(state().delivered).toBe(false);
  fate = "through";
  await pass(10_000);
  for (let turn = 0; turn < 10; turn += 1) await pass(1);
  expect(sources(state()).every((source) => source.startsWith("blob:"))).toBe(true);
});

test("what did not come before the line broke is fetched when it is back", async () => {
  const { line, sit } = await room({ picture: () => "lost" });
  const { state } = await sit();
  line.cut();
  await pass(60_000);
  expect(state().delivered).toBe(false);
  const fetches = vi.spyOn(line.connection, "fetchSealed");
  line.mend();
  await pass(10);
  await until(() => fetches.mock.calls.length > 0);
});

test("a paper that was damaged on its way is asked for once more, then a person is asked for", async () => {
  const { server, sit } = await room();
  server.spoil(1);
  const { desk, state, screen } = await sit();
  await until(() => state().delivered);
  server.start();
  await until(() => screen() === "exam");
  server.spoil(2);
  await desk.signOut();
  await desk.begin();
  for (let turn = 0; turn < 10; turn += 1) await pass(200);
  await until(() => screen() === "halted");
  expect(state().stage).toEqual({ kind: "halted", code: "paper-damaged" });
  await desk.begin();
  await pass(10);
  await until(() => screen() === "exam");
});

test("the pictures' addresses are given back when the paper goes", async () => {
  const { server, sit } = await room();
  const { state, screen } = await sit();
  await until(() => state().delivered);
  server.start();
  await until(() => screen() === "exam");
  for (let turn = 0; turn < 10; turn += 1) await pass(1);
  const addresses = [...new Set(sources(state()))];
  server.close("time-up");
  expect(screen()).toBe("receipt");
  expect(state().paper).toBe(null);
  for (const address of addresses) await expect(contentOf(address)).rejects.toThrow();
});

test("PrairieLearn 6132: an attempt that is opened again is on the candidate's screen again, at the same place", async () => {
  const { server, sit } = await room();
  const { desk, state, screen } = await sit();
  server.start();
  await until(() => screen() === "exam");
  desk.goTo("item-7");
  server.collect();
  expect(screen()).toBe("collecting");
  server.grant(600_000);
  expect(screen()).toBe("exam");
  expect(state().current).toBe("item-7");
});
