import { expect, test } from "vitest";
import { isCalling, openNeeds, type Watched, watchNeeds } from "./unopened.ts";

const none: Watched = new Map();

test("BOARD-1 a need that nobody has opened for 60 s is said aloud, and again each 60 s", () => {
  const watched = watchNeeds(none, ["offline 12"], 1_000);
  expect(isCalling(watched, 60_999, null)).toBe(false);
  expect(isCalling(watched, 61_000, null)).toBe(true);
  expect(isCalling(watched, 61_500, 61_000)).toBe(false);
  expect(isCalling(watched, 121_000, 61_000)).toBe(true);
});
test("an opened need is silent, another one is not", () => {
  const watched = watchNeeds(none, ["offline 12", "offline 13"], 0);
  const opened = openNeeds(watched, ["offline 12", "no such need"]);
  expect(isCalling(opened, 60_000, null)).toBe(true);
  expect(isCalling(openNeeds(opened, ["offline 13"]), 60_000, null)).toBe(false);
});
test("a need that is over is forgotten and counts anew when it returns", () => {
  const opened = openNeeds(watchNeeds(none, ["offline 12"], 0), ["offline 12"]);
  const returned = watchNeeds(watchNeeds(opened, [], 10_000), ["offline 12"], 20_000);
  expect(isCalling(returned, 79_999, null)).toBe(false);
  expect(isCalling(returned, 80_000, null)).toBe(true);
});
test("the same needs stay the same value", () => {
  const watched = watchNeeds(none, ["a", "b"], 0);
  expect(watchNeeds(watched, ["b", "a"], 5)).toBe(watched);
});
