import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ownTimers } from "../testing/passing.ts";
import { openRoom } from "../testing/room.ts";
import { sit } from "../testing/sit.ts";
import { until } from "../testing/until.ts";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.useFakeTimers(ownTimers);
});
afterEach(() => vi.useRealTimers());

const ownStart = { open: true, until: 1_800_000, ms: 5_400_000 };

test("a candidate who begins by themselves has no paper before they press, and the whole time from then on", async () => {
  const room = openRoom({ view: { phase: "waiting", ownStart } });
  const page = await sit(room);
  await until(() => page.state().delivered);
  expect(page.screen()).toBe("waiting");
  expect(page.state().paper).toBeNull();
  expect(await page.desk.startOwn()).toBeNull();
  await until(() => page.screen() === "exam");
  expect(page.desk.clock.store.getState().secondsLeft).toBe(5400);
});

test("a refused own start says why and leaves the page waiting", async () => {
  const room = openRoom({
    view: { phase: "waiting", ownStart },
    fate: (name) => (name === "begin" ? "lost" : "through"),
  });
  const page = await sit(room);
  expect(await page.desk.startOwn()).toBe("no-answer");
  expect(page.screen()).toBe("waiting");
});
