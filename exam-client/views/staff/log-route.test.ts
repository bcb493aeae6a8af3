import { expect, test } from "vitest";
import { parseLogRoute, replayPath, seatingPath } from "./log-route.ts";

test("each page of the logs has an address of its own, whatever the ids", () => {
  expect(parseLogRoute(seatingPath("proctor", "a/b"))).toEqual({
    page: "seating",
    audience: "proctor",
    sitting: "a/b",
  });
  expect(parseLogRoute(replayPath("s 1", "试"))).toEqual({ page: "replay", sitting: "s 1", attempt: "试" });
});

test.each([
  "/staff/officer/s1",
  "/staff/author/s1/seating",
  "/staff/proctor/s1/replay/a",
  "/staff/officer/%/seating",
])("%s is none of them", (path) => {
  expect(parseLogRoute(path)).toBeNull();
});
