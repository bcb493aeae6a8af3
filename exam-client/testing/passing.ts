import { vi } from "vitest";

/** For `vi.useFakeTimers`; fake-indexeddb runs on setImmediate, which stays real. */
export const ownTimers: NonNullable<Parameters<typeof vi.useFakeTimers>[0]> = {
  toFake: ["setTimeout", "clearTimeout", "performance", "Date"],
};

/** Lets time pass in steps, so that what answers between two timers is heard in time. */
export async function pass(ms = 0): Promise<void> {
  for (let left = ms; left >= 0; left -= 1_000) {
    await vi.advanceTimersByTimeAsync(Math.min(left, 1_000));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
  await vi.advanceTimersByTimeAsync(1);
}
