import { expect, test } from "vitest";
import { sparingReport } from "./sparing-report.ts";

test("the same failure is reported once in ten seconds, another one at once", () => {
  let now = 0;
  const lines: unknown[] = [];
  const report = sparingReport(
    (what, reason) => lines.push([what, reason]),
    () => now,
  );
  const full = new Error("disk full");
  const locked = new Error("locked");
  for (let i = 0; i < 500; i += 1) report("a commit failed", full);
  report("a commit failed", locked);
  report("a listener failed", full);
  expect(lines).toEqual([
    ["a commit failed", full],
    ["a commit failed", locked],
    ["a listener failed", full],
  ]);
  now = 10_000;
  report("a commit failed", full);
  expect(lines).toHaveLength(4);
});
