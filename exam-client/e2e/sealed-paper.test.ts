import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { openRescueFile } from "@kaochang/exam-server/attempt/rescue-file.ts";
import { rescueFile } from "@kaochang/exam-server/protocol/rescue-file.ts";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fakeSealingSecret } from "./fake-sealing.ts";
import { openHarness } from "./harness-browser.ts";

interface Harness {
  server: { start(): void; grant(ms: number): void; leave(ms: number): void };
  line: { cut(): void; mend(): void };
}

/** The page as it is built, in a browser at an address that is no secure context, on a server in the same window. */
let harness: Awaited<ReturnType<typeof openHarness>>;

beforeAll(async () => {
  harness = await openHarness();
}, 120_000);
afterAll(() => harness.close());

const act = (page: Page, what: "start" | "cut" | "mend" | "leave", ms = 0) =>
  page.evaluate(
    ([name, left]) => {
      const { server, line } = (window as unknown as { harness: Harness }).harness;
      if (name === "start") server.start();
      else if (name === "leave") server.leave(left);
      else line[name]();
    },
    [what, ms] as const,
  );

async function wait(query = "phase=waiting&paper=pictures"): Promise<Page> {
  const page = await harness.browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.goto(`${harness.url}?${query}`);
  await page.locator(".checks .ready", { hasText: "已送达本机" }).waitFor();
  return page;
}

test("START-2 cable out with the start: every item and every picture of the paper can be walked", {
  timeout: 120_000,
}, async () => {
  const page = await wait();
  expect(await page.evaluate(() => [isSecureContext, typeof crypto.subtle])).toEqual([false, "undefined"]);
  expect(await page.locator("article").count()).toBe(0);
  await act(page, "start");
  await act(page, "cut");
  for (let number = 1; number <= 12; number += 1) {
    await page.locator(`article[aria-label^="第 ${number} 题"]`).waitFor();
    const shown = page.locator("article img");
    await expect.poll(() => shown.count()).toBe(number % 2 === 1 ? 2 : 1);
    await expect
      .poll(() => shown.evaluateAll((all) => all.map((one) => (one as HTMLImageElement).naturalWidth)))
      .toEqual(number % 2 === 1 ? [320, 320] : [320]);
    await page.locator(".choice").nth(1).click();
    await page.keyboard.press("PageDown");
  }
  await page.locator(".save-line.offline", { hasText: "请继续作答，请勿关机或重启" }).waitFor();
  await page.close();
});

test("ANS-11 a PC that stays cut off past the end saves a rescue file that the server can open", {
  timeout: 120_000,
}, async () => {
  const page = await wait();
  await act(page, "start");
  await page.locator("article").waitFor();
  await act(page, "leave", 3_000);
  await act(page, "cut");
  await page.locator(".choice").first().click();
  const button = page.getByRole("button", { name: "保存救援文件" });
  await button.waitFor({ timeout: 60_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  expect(download.suggestedFilename()).toMatch(/^考场救援-03考场-12-\d{6}\.kcr$/);
  const text = readFileSync((await download.path()) ?? "", "utf8");
  const opened = openRescueFile(rescueFile.parse(JSON.parse(text)), fakeSealingSecret, (bytes) =>
    gunzipSync(bytes),
  );
  expect(opened).toMatchObject({ ok: true, claims: { entries: [{ seq: 1, change: { item: "item-1" } }] } });
  await page.getByText("答案仍保存在本机").waitFor();
  await act(page, "mend");
  await act(page, "leave", 600_000);
  await page.locator(".save-line.saved").waitFor();
  await page.close();
});
