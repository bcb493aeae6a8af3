import AxeBuilder from "@axe-core/playwright";
import type { PauseKind } from "@kaochang/exam-server/protocol/acts.ts";
import type { PcNote } from "@kaochang/exam-server/protocol/messages.ts";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newPc } from "./browser.ts";
import { openHarness } from "./harness-browser.ts";

interface Harness {
  server: {
    pause(kind: PauseKind): void;
    resume(kind: PauseKind): void;
    acknowledged(): number;
    say(id: string, text: string): void;
    receipts(): string[];
    answers(): { responses: Record<string, unknown> };
    notes(): PcNote[];
    close(reason: "forced"): void;
    reopen(): void;
  };
  line: { cut(): void; mend(): void };
  settings: { setState(part: object): void };
}

/** What a proctor's acts do to the candidate's page, as it is built, on a server in the same window. */
let harness: Awaited<ReturnType<typeof openHarness>>;

beforeAll(async () => {
  harness = await openHarness();
}, 120_000);
afterAll(() => harness.close());

/** Runs on the page, with what the harness put there. */
function act<T, A>(page: Page, what: (harness: Harness, argument: A) => T, argument: A): Promise<T> {
  return page.evaluate(`(${what})(window.harness, ${JSON.stringify(argument)})`) as Promise<T>;
}
const pause = (page: Page, kind: PauseKind) => act(page, ({ server }, of) => server.pause(of), kind);
const resume = (page: Page, kind: PauseKind) => act(page, ({ server }, of) => server.resume(of), kind);
const responses = (page: Page) => act(page, ({ server }) => server.answers().responses, null);
const notes = (page: Page) => act(page, ({ server }) => server.notes(), null);
const shows = (page: Page, text: string) => page.getByText(text).first().waitFor();

async function sit(): Promise<Page> {
  const page = await (await newPc(harness.browser)).newPage();
  await page.goto(`${harness.url}?paper=types`);
  await page.locator("article").waitFor();
  return page;
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

const ofThePaper = ["点击率", "第 1 空", "答题卡", "点击量"];

test("PAGE-5 a suspended page shows nothing of the paper, hears no key, and returns intact", async () => {
  const page = await sit();
  await page.keyboard.press("PageDown");
  await page.locator("article input").first().fill("点击量");
  await pause(page, "suspension");
  await shows(page, "考试已暂停");
  const html = await page.content();
  for (const text of ofThePaper) expect(html).not.toContain(text);
  expect(await act(page, ({ server }) => server.acknowledged(), null)).toBe(1);
  await shows(page, "您的答案已保存");
  const stopped = await page.locator(".paused-time").innerText();
  expect(stopped).toMatch(/^时间已停止，剩余 01:\d\d:\d\d$/);
  for (const key of ["PageUp", "1", "m", "?", "Control+Enter", "X"]) await page.keyboard.press(key);
  await page.waitForTimeout(1500);
  expect(await page.locator(".paused-time").innerText()).toBe(stopped);
  expect(await page.locator("dialog").count()).toBe(0);
  await expectAccessible(page);

  await resume(page, "suspension");
  await page.locator('article[aria-label^="第 2 题"]').waitFor();
  expect(await page.locator("article input").first().inputValue()).toBe("点击量");
  expect(await responses(page)).toEqual({ "item-2": ["点击量", ""] });
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("ARTICLE");
  await page.context().close();
});

test("PAGE-5 an evacuated page is blank but for the way out, whatever was open, and says what is safe", async () => {
  const page = await sit();
  await page.locator("article input").first().fill("点击量");
  await page.locator(".item-save.server").waitFor();
  await act(page, ({ line }) => line.cut(), null);
  await page.locator("article input").first().fill("访客数");
  await page.locator(".item-save.disk").waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("dialog").waitFor();
  await act(
    page,
    ({ server, line }) => {
      server.pause("evacuation");
      line.mend();
    },
    null,
  );
  await shows(page, "答案已全部保存");
  expect((await page.locator("body").innerText()).replace(/\s+/g, " ").trim()).toBe(
    "请立即离开考场 答案已全部保存",
  );
  const html = await page.content();
  for (const text of [...ofThePaper, "访客数"]) expect(html).not.toContain(text);
  await expectAccessible(page);
  await resume(page, "evacuation");
  expect(await page.locator("article input").first().inputValue()).toBe("访客数");
  expect(await responses(page)).toEqual({ "item-1": ["访客数", ""] });
  await page.context().close();
});

test("ACT-4 a message takes no focus from an answer being typed, and its receipt is sent when it is put away", async () => {
  const page = await sit();
  await page.locator("article input").first().focus();
  await page.keyboard.type("点击");
  const say = (id: string, text: string) =>
    act(page, ({ server }, [name, words]) => server.say(name ?? "", words ?? ""), [id, text]);
  await say("m1", "请保持安静。");
  await say("m2", "还有一小时。");
  await shows(page, "请保持安静。");
  await page.keyboard.type("量");
  expect(await page.locator("article input").first().inputValue()).toBe("点击量");
  expect(await page.getByText("还有一小时。").count()).toBe(0);
  await page.keyboard.press("PageDown");
  await expectAccessible(page);
  // From the question the keyboard gets there by one step back, over the text that may scroll.
  await page.keyboard.press("Shift+Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("知道了");
  expect(await act(page, ({ server }) => server.receipts(), null)).toEqual([]);
  await page.keyboard.press("Enter");
  await shows(page, "还有一小时。");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("dialog").getByRole("button", { name: "知道了" }).click();
  expect(await page.getByRole("dialog").count()).toBe(1);
  expect(await act(page, ({ server }) => server.receipts(), null)).toEqual(["m1", "m2"]);
  await page.context().close();
});

test("SIG-1 leaving the page, full screen and pasting from outside are told with durations and lengths only", async () => {
  const page = await sit();
  const [first, second] = [page.locator("article input").first(), page.locator("article input").nth(1)];
  await first.fill("自己写的答案");
  await first.selectText();
  await page.keyboard.press("Control+c");
  await second.focus();
  await page.keyboard.press("Control+v");
  await expect.poll(() => second.inputValue()).toBe("自己写的答案");

  const outside = await page.context().newPage();
  await outside.setContent("<input value='别处抄来的'>");
  await outside.locator("input").selectText();
  await outside.keyboard.press("Control+c");
  await outside.close();
  await second.selectText();
  await page.keyboard.press("Control+v");

  await page.evaluate(() => {
    addEventListener("keydown", ({ key }) => {
      if (key === "F9") void document.documentElement.requestFullscreen();
    });
  });
  await page.keyboard.press("F9");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement !== null)).toBe(true);
  await page.evaluate(() => document.exitFullscreen());

  await page.evaluate(() => dispatchEvent(new Event("blur")));
  await page.waitForTimeout(1500);
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  const signals = async () => (await notes(page)).filter(({ kind }) => kind !== "disk");
  await expect.poll(async () => (await signals()).length).toBe(3);
  const [pasted, fullScreen, left] = await signals();
  expect(pasted).toEqual({ kind: "pasted", made: expect.any(Number), times: 1, length: 5 });
  expect(fullScreen).toEqual({ kind: "full-screen-left", made: expect.any(Number), times: 1 });
  expect(left).toEqual({ kind: "left", made: expect.any(Number), times: 1, ms: expect.any(Number) });
  expect(left?.kind === "left" ? left.ms : 0).toBeGreaterThan(1000);
  await page.context().close();
});

test("a proctor who collects a paper is named on the receipt, and who reopens it on the page that comes back", async () => {
  const page = await sit();
  await page.locator("article input").first().fill("点击量");
  await act(page, ({ server }) => server.close("forced"), null);
  await page.getByRole("heading", { name: "交卷回执 监考人员已收卷" }).waitFor();
  await expectAccessible(page);
  await act(page, ({ server }) => server.reopen(), null);
  await shows(page, "监考人员已恢复您的作答，请继续");
  expect(await page.locator("article input").first().inputValue()).toBe("点击量");
  await expectAccessible(page);
  await page.getByRole("button", { name: "知道了" }).click();
  expect(await page.getByText("监考人员已恢复您的作答").count()).toBe(0);
  await page.context().close();
});
