import { expect, test } from "vitest";
import { parseRoute, sittingPath } from "./route.ts";

test.each([
  ["/staff", { page: "home" }],
  ["/staff/", { page: "home" }],
  ["/staff/proctor", { page: "proctor" }],
  ["/staff/officer/", { page: "officer" }],
  ["/staff/proctor/s-1", { page: "live", sitting: "s-1" }],
  ["/staff/officer/rehearsal", { page: "rehearsal" }],
  ["/staff/officer/a%2Fb", { page: "results", sitting: "a/b" }],
  ["/staff/author", { page: "unknown" }],
  ["/staff/proctor/s/x", { page: "unknown" }],
  ["/staff/proctor/%E0%A4%A", { page: "unknown" }],
  ["/", { page: "unknown" }],
])("%s is the page it names", (path, route) => {
  expect(parseRoute(path)).toEqual(route);
});

test("a sitting's path leads back to it, whatever its id holds", () => {
  expect(parseRoute(sittingPath("proctor", "场次 1/2"))).toEqual({ page: "live", sitting: "场次 1/2" });
});
