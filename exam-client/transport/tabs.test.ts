import { expect, test, vi } from "vitest";
import { createWindowClaim } from "./tabs.ts";

test("LEASE-1 a window that was too busy to answer in time keeps the exam, and the later one gives way", async () => {
  const busy = new BroadcastChannel("kaochang-candidate");
  const asked = new Promise<string>((resolve) => {
    busy.onmessage = ({ data }: MessageEvent<{ ask: string }>) => resolve(data.ask);
  });
  const lost = vi.fn();
  expect(await createWindowClaim()(lost)).toBe(true);
  busy.postMessage({ here: "another window" });
  busy.postMessage({ here: await asked });
  await expect.poll(() => lost.mock.calls.length).toBe(1);
  busy.close();
});

test("LEASE-1 a second window of one browser is told that the exam is open in another", async () => {
  const lost = vi.fn();
  const first = createWindowClaim();
  expect(await first(lost)).toBe(true);
  expect(await first(lost)).toBe(true);
  expect(await createWindowClaim()(lost)).toBe(false);
  expect(await createWindowClaim()(lost)).toBe(false);
  expect(lost).not.toHaveBeenCalled();
});
