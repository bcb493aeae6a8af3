import { tmpdir } from "node:os";
import { afterEach, expect, test } from "vitest";
import { VersionConflict } from "../store/store.ts";
import { type Machine, openMachine } from "./guards-machine.ts";

let now = 0;
let machine: Machine;

async function open(): Promise<Machine> {
  now = 0;
  machine = await openMachine(tmpdir(), () => now);
  return machine;
}

afterEach(() => machine.stop());

test("disk, memory and the event loop are read", async () => {
  const { read } = await open();
  const reading = read();
  for (const bytes of [reading.freeDiskBytes, reading.processBytes, reading.freeMemoryBytes]) {
    expect(bytes).toBeGreaterThan(1024 ** 2);
  }
  expect(reading).toMatchObject({ commitMs: 0, commitFails: false });
  expect(reading.loopDelayMs).toBeGreaterThanOrEqual(0);
});

test("commits are timed from outside, and each reading begins anew", async () => {
  const { meter, read } = await open();
  const commit = meter(async () => {
    now += 300;
  });
  await commit();
  expect(read().commitMs).toBeCloseTo(300, -1);
  expect(read().commitMs).toBe(0);
});

test("DEG-1 a disk that hangs is seen while it hangs", async () => {
  const { meter, read } = await open();
  let finish = () => {};
  const commit = meter(() => new Promise<void>((resolve) => (finish = resolve)));
  const committed = commit();
  now = 4000;
  expect(read()).toMatchObject({ commitMs: 4000 });
  finish();
  await committed;
});

test("DEG-1 a commit that fails says so to its caller and to the guards, until one succeeds", async () => {
  const { meter, read } = await open();
  const failing = meter(() => Promise.reject(new Error("disk full")));
  await expect(failing()).rejects.toThrow("disk full");
  expect(read().commitFails).toBe(true);
  expect(read().commitFails).toBe(true);
  await meter(async () => {})();
  expect(read().commitFails).toBe(false);
});

test("a conflict of one stream is no failure of the disk", async () => {
  const { meter, read } = await open();
  const conflicting = meter(() => Promise.reject(new VersionConflict("s")));
  await expect(conflicting()).rejects.toThrow(VersionConflict);
  expect(read().commitFails).toBe(false);
});
