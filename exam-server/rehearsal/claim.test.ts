import { expect, test } from "vitest";
import { openClaim } from "./claim.ts";

const plan = { candidates: 1, minutes: 1, offlineShare: 0, killServer: false };
const progress = { stage: "answering", connected: 1, saved: 5, done: 0.5 } as const;

test("one rehearsal at a time, until it is over or its program has not been heard for a minute", () => {
  let now = 0;
  const claim = openClaim(() => now);
  claim.take(plan, true);
  expect([claim.free(), claim.awaited()]).toEqual([false, true]);
  claim.heard("s", plan, progress);
  now = 60_000;
  expect([claim.free(), claim.isOf("s"), claim.awaited()]).toEqual([false, true, false]);
  now = 60_001;
  expect([claim.free(), claim.shown()]).toEqual([true, null]);
});

test("a sitting that is being prepared is nobody's leftover before its program has named it", () => {
  let now = 0;
  const claim = openClaim(() => now);
  expect(claim.isOf("s")).toBe(false);
  claim.take(plan, false);
  expect(claim.isOf("s")).toBe(true);
  claim.heard("s", plan, progress);
  expect([claim.isOf("s"), claim.isOf("t")]).toEqual([true, false]);
  now = 60_001;
  expect(claim.isOf("s")).toBe(false);
});

test("a server that was killed in the middle takes the rehearsal up again when its program is heard", () => {
  const claim = openClaim(() => 0);
  claim.heard("s", plan, progress);
  expect(claim.shown()).toEqual({ plan, progress, cancelled: false });
  expect(claim.cancel()).toBe(true);
  claim.heard("s", plan, progress);
  expect(claim.cancelled()).toBe(true);
  claim.leave();
  expect([claim.free(), claim.cancel()]).toEqual([true, false]);
});
