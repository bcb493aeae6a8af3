import { takeDesk } from "@kaochang/exam-server/testing/seat.ts";
import {
  type Announcement,
  type ServerProcess,
  serverProcess,
} from "@kaochang/exam-server/testing/server-process.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arrive, launchBrowser, newPc } from "./browser.ts";
import { layCable } from "./cable.ts";

/** A proctor's acts on a real server, and what the candidate's page in a browser makes of them. */
let server: ServerProcess;
let first: Announcement;
let browser: Browser;
let sitting: string;
let proctor: Awaited<ReturnType<typeof takeDesk>>;
let cable: Awaited<ReturnType<typeof layCable>>;
/** At the cable. */
let page: Page;
let attempt: string;

const seat = async () => {
  const board = await proctor.ask("watch", { sitting });
  const admissionNumber = first.practice?.candidates[0]?.admissionNumber;
  const found = board.ok ? board.seats.find((one) => one.admissionNumber === admissionNumber) : undefined;
  if (!found) throw new Error("the candidate has no seat on the board");
  return found;
};
const mine = () => ({ sitting, attempts: [attempt] });
const shows = (text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: 60_000 });
const atQuestion = (number: number) =>
  page.locator(`article[aria-label^="第 ${number} 题"]`).waitFor({ timeout: 60_000 });

beforeAll(async () => {
  server = serverProcess();
  first = await server.start();
  browser = await launchBrowser();
  sitting = first.practice?.sitting.id ?? "";
  const account = first.staff.find(({ roles }) => roles.includes("proctor"));
  const candidate = first.practice?.candidates[0];
  if (!account || !candidate) throw new Error("no proctor or no candidate");
  proctor = await takeDesk(first.url, account);
  cable = await layCable(Number(new URL(first.url).port));
  page = await (await newPc(browser)).newPage();
  await arrive(page, cable.url, candidate);
  await page.locator(".checks .ready", { hasText: "已送达本机" }).waitFor();
  await proctor.ask("start", { sitting });
  await page.locator("article").waitFor();
  attempt = (await seat()).attempt;
}, 120_000);
afterAll(async () => {
  cable.close();
  proctor.leave();
  await browser.close();
  await server.end();
  server.forget();
});

test("PAGE-5 a suspension over a reload and a pulled cable: covered all the time, acknowledged, and back with every answer", {
  timeout: 180_000,
}, async () => {
  await page.locator(".choice").first().click();
  await page.keyboard.press("PageDown");
  await page.locator(".choice").nth(1).click();
  await page.locator(".item-save.server").waitFor();
  const stem = (await page.locator(".stem .text").innerText()).slice(0, 12);
  await proctor.ask("suspend", { ...mine(), credited: true, reason: "身体不适" });
  await shows("考试已暂停");
  await expect.poll(async () => (await seat()).pause).toBe("seen");
  expect(await seat()).toMatchObject({ state: "suspended", stoppedAt: expect.any(Number) });
  expect(await page.content()).not.toContain(stem);
  const stopped = /剩余 \d\d:\d\d:\d\d/.exec(await page.locator(".paused-time").innerText())?.[0];

  await page.reload();
  await shows("考试已暂停");
  expect(await page.locator(".paused-time").innerText()).toContain("时间已停止");
  cable.pull();
  await shows("网络中断，正在自动重新连接");
  await proctor.ask("resume", { ...mine(), kind: "suspension" });
  await page.waitForTimeout(1500);
  expect(await page.locator("article").count()).toBe(0);
  cable.plugIn();
  await atQuestion(2);
  expect(await page.locator(".choice.chosen").count()).toBe(1);
  expect(await page.locator(".cell.answered:not(.sample)").count()).toBe(2);
  const seconds = (face = "") =>
    face
      .split(/\D+/)
      .filter(Boolean)
      .map(Number)
      .reduce((sum, part) => sum * 60 + part, 0);
  const now = seconds((await page.locator(".time-left b").innerText()) ?? "");
  // What ran since the resumption, while the cable was out, is the candidate's own; of the pause nothing is.
  expect(seconds(stopped) - now).toBeLessThan(30);
  expect((await seat()).stoppedAt).toBe(null);
});

test("PAGE-5 an evacuation blanks every screen, and ends", { timeout: 120_000 }, async () => {
  await proctor.ask("evacuate", { sitting, attempts: null, reason: "火警" });
  await shows("请立即离开考场");
  expect((await page.locator("body").innerText()).replace(/\s+/g, " ").trim()).toBe(
    "请立即离开考场 答案已全部保存",
  );
  await expect.poll(async () => (await seat()).pause).toBe("seen");
  await proctor.ask("resume", { sitting, attempts: null, kind: "evacuation" });
  await atQuestion(2);
});

test("ACT-4 a message is on the page until it is put away, also over a reload, and the board gets the receipt", {
  timeout: 120_000,
}, async () => {
  await proctor.ask("send-message", { ...mine(), text: "请保持安静。" });
  await shows("请保持安静。");
  await page.reload();
  await shows("请保持安静。");
  expect((await seat()).unseenMessages).toBe(1);
  await page.getByRole("button", { name: "知道了" }).click();
  await expect.poll(async () => (await seat()).unseenMessages).toBe(0);
  await page.reload();
  await atQuestion(2);
  expect(await page.getByText("请保持安静。").count()).toBe(0);
});

test("SIG-1 the board counts that the page was left, and for how long", { timeout: 120_000 }, async () => {
  await page.evaluate(() => dispatchEvent(new Event("blur")));
  await page.waitForTimeout(1200);
  await page.evaluate(() => dispatchEvent(new Event("focus")));
  await expect.poll(async () => (await seat()).signals.left.times).toBe(1);
  expect((await seat()).signals.left.ms).toBeGreaterThan(1000);
});

test("a paper that a proctor collects and gives back goes on where it was", {
  timeout: 120_000,
}, async () => {
  await proctor.ask("force-hand-in", { attempt, reason: "误操作演示" });
  await page.getByRole("heading", { name: "交卷回执 监考人员已收卷" }).waitFor();
  await proctor.ask("reopen", { attempt, credited: true, reason: "误收" });
  await shows("监考人员已恢复您的作答，请继续");
  await atQuestion(2);
  await page.locator(".choice").nth(2).click();
  await page.locator(".item-save.server").waitFor();
});
