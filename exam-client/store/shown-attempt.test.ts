import { expect, test } from "vitest";
import { keepShownAttempt } from "./shown-attempt.ts";

function tab() {
  const kept = new Map<string, string>();
  return () => ({
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
}

test("a reloaded page still belongs to its attempt; who signs in anew belongs to none yet", () => {
  const storage = tab();
  keepShownAttempt(storage).set("theory");
  expect(keepShownAttempt(storage).get()).toBe("theory");
  keepShownAttempt(storage).set(null);
  expect(keepShownAttempt(storage).get()).toBeNull();
});

test("a browser that keeps nothing remembers it while the page lives", () => {
  const shown = keepShownAttempt(() => {
    throw new Error("refused");
  });
  shown.set("theory");
  expect(shown.get()).toBe("theory");
});
