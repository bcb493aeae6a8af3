import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createStore, type StoreApi } from "zustand/vanilla";
import { createWords } from "../../i18n/words.ts";
import { defaultSettings } from "../../store/settings.ts";
import { ownTimers, pass } from "../../testing/passing.ts";
import { openRoom } from "../../testing/room.ts";
import { sit } from "../../testing/sit.ts";
import { until as eventually } from "../../testing/until.ts";
import { CandidateContext } from "./context.ts";
import { beginningClosed } from "./use-beginning-closed.ts";
import { Waiting } from "./waiting.tsx";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.useFakeTimers(ownTimers);
});
afterEach(() => vi.useRealTimers());

createWords("zh");
const minute = 60_000;
const missed = "开始时间已过，请举手，由监考人员准许后才能开始";

/** Markup is made of what a store began with; here it is to be made of what it holds. */
function present<T>(store: StoreApi<T>): StoreApi<T> {
  return { ...store, getInitialState: store.getState };
}

async function waitingPage(until: number | null) {
  const room = openRoom({ view: { phase: "waiting", ownStart: { open: true, until, ms: 90 * minute } } });
  const { desk, state } = await sit(room);
  await eventually(() => state().delivered);
  const store = present(desk.store);
  const clock = { ...desk.clock, store: present(desk.clock.store) };
  const parts = { desk: { ...desk, store, clock }, settings: createStore(() => defaultSettings) };
  return () =>
    renderToStaticMarkup(createElement(CandidateContext, { value: parts }, createElement(Waiting)));
}

test("the last moment to begin passes: the page says whom to ask and offers no button that cannot succeed", async () => {
  const shown = await waitingPage(performance.now() + minute);
  expect(shown()).toContain("开始考试</button>");
  expect(shown()).not.toContain(missed);
  await pass(minute + 1_000);
  expect(shown()).toContain(missed);
  expect(shown()).not.toContain("开始考试</button>");
  expect(shown()).not.toContain("可以开始考试了");
});

test("with a proctor's leave there is a button again, and the moment until which it counts", async () => {
  const shown = await waitingPage(performance.now() + 90 * minute);
  expect(shown()).toContain("开始考试</button>");
  expect(shown()).toMatch(/请在 \d\d:\d\d 前开始/);
});

test.each([
  ["at the last moment itself", 5_000, 5_000, false],
  ["after it", 5_000, 5_001, true],
  ["without limit, or before the opening", null, 9_000, false],
  ["before the server was heard", 5_000, null, false],
])("%s", (_, until, now, closed) => {
  expect(beginningClosed({ open: true, until, ms: minute }, { exam: () => now })).toBe(closed);
});
