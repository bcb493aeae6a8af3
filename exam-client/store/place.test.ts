import { expect, test } from "vitest";
import { beginning, createAttemptStore } from "./attempt.ts";
import { keepPlace } from "./place.ts";

/** The parts of a shown attempt that the place depends on. */
const shown = (attempt: string, items: string[], current = items[0]) => {
  const paper = { order: items, byId: new Map(items.map((id) => [id, {}])) };
  return { ...beginning, view: { attempt }, paper, current } as unknown as typeof beginning;
};

const memory = () => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
  };
};

test("after a reload the same attempt shows the question that was in front, another one its first", () => {
  const storage = memory();
  const before = createAttemptStore();
  keepPlace(before, () => storage);
  before.setState(shown("a", ["q1", "q2", "q3"]));
  before.setState({ current: "q3" });

  const reloaded = createAttemptStore();
  keepPlace(reloaded, () => storage);
  reloaded.setState(shown("a", ["q1", "q2", "q3"]));
  expect(reloaded.getState().current).toBe("q3");

  const neighbour = createAttemptStore();
  keepPlace(neighbour, () => storage);
  neighbour.setState(shown("b", ["q3", "q1"], "q1"));
  expect(neighbour.getState().current).toBe("q1");
});

test("a browser that keeps nothing, or nonsense, changes nothing", () => {
  const refusing = () => {
    throw new Error("denied");
  };
  for (const storage of [refusing, () => ({ getItem: () => "{", setItem: () => {} })]) {
    const store = createAttemptStore();
    keepPlace(store, storage);
    store.setState(shown("a", ["q1", "q2"]));
    store.setState({ current: "q2" });
    expect(store.getState().current).toBe("q2");
  }
});
