import { sampleRoom } from "@kaochang/exam-server/testing/plan-server.ts";
import { takeDesk } from "@kaochang/exam-server/testing/seat.ts";
import {
  type Announcement,
  type ServerProcess,
  serverProcess,
} from "@kaochang/exam-server/testing/server-process.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressOf, launchBrowser, newPc, takeStaffDesk } from "./browser.ts";
import { type PlannedSitting, planSitting } from "./planned-sitting.ts";

/** What a planned sitting tells its candidates, from the check of who they are to the receipt. */

/** A folder to look at screenshots in, where one is named. */
const shots = process.env.SCREENSHOTS;
let server: ServerProcess;
let first: Announcement;
let browser: Browser;
let planned: PlannedSitting;
let desk: Awaited<ReturnType<typeof takeDesk>>;
let proctor: Page;
let slow: Page;
let quick: Page;

const room = sampleRoom("1", 1, 4);
const named = (name: string) => {
  const found = planned.people.find((one) => one.name === name);
  if (!found) throw new Error("not on the roster");
  return found;
};
async function shoot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png` });
}
async function signIn(name: string): Promise<Page> {
  const page = await (await newPc(browser)).newPage();
  await page.goto(addressOf(first.url));
  await page.locator("input[name=admissionNumber]").fill(named(name).admissionNumber);
  await page.locator("input[name=idNumber]").fill(named(name).idNumber);
  await page.getByRole("button", { name: "登录" }).click();
  return page;
}
async function agree(page: Page): Promise<void> {
  await page.locator(".rules-text").evaluate((text) => text.scrollTo(0, text.scrollHeight));
  await page.getByLabel("我已阅读并承诺遵守").check();
  await page.getByRole("button", { name: "下一步" }).click();
  await page.locator(".checks .ready", { hasText: "已送达本机" }).waitFor();
}

beforeAll(async () => {
  server = serverProcess();
  first = await server.start();
  browser = await launchBrowser();
  planned = await planSitting(first, {
    rooms: [room],
    people: [
      { name: "王小明", room: room.name, seat: 1, extra: 20 },
      { name: "李雷", room: room.name, seat: 2 },
      { name: "韩梅梅", room: room.name, seat: 3, extra: 20 },
    ],
    terms: { minutes: 1, entryCloses: 0, handInOpens: 0, graceSeconds: 20 },
  });
  const account = first.staff.find(({ roles }) => roles.includes("proctor"));
  if (!account) throw new Error("no proctor");
  desk = await takeDesk(first.url, account);
  proctor = await (await newPc(browser)).newPage();
  await takeStaffDesk(proctor, first.url, account, `/staff/proctor/${planned.sitting}`);
  await proctor.getByText("谁需要我").waitFor();
}, 120_000);
afterAll(async () => {
  desk.leave();
  await browser.close();
  await server.end();
  server.forget();
});

test("who is shown wrongly raises a hand on the board, and cannot go on until it is settled", {
  timeout: 60_000,
}, async () => {
  slow = await signIn("王小明");
  const need = proctor.locator('[data-cause="identity"]', { hasText: "王小明" });
  await slow.getByRole("button", { name: "信息有误，请举手" }).click();
  await slow.getByText("已告诉监考人员").waitFor();
  expect(await slow.getByRole("button", { name: "信息无误" }).count()).toBe(0);
  await need.getByText("考生说身份信息有误").waitFor();
  await shoot(slow, "identity-doubted");
  await slow.reload();
  await slow.getByRole("button", { name: "返回核对" }).click();
  await slow.getByRole("button", { name: "信息无误" }).waitFor();
  await need.waitFor({ state: "detached" });
  await slow.getByRole("button", { name: "信息有误，请举手" }).click();
  await need.locator("[data-need]").click();
  await shoot(proctor, "board-identity");
  await need.getByRole("button", { name: "已处理", exact: true }).click();
  await slow.getByRole("button", { name: "信息无误" }).click();
  await slow.getByRole("heading", { name: "考生须知" }).waitFor();
});

test("the rules and the waiting page tell the planned start and each candidate's own time, and the board does", {
  timeout: 60_000,
}, async () => {
  const own = "您的考试时间 21 分钟（含个人加时 20 分钟）";
  await slow.getByText(own).waitFor();
  await slow.getByText("您有个人加时 20 分钟").waitFor();
  await shoot(slow, "rules");
  await agree(slow);
  await slow.getByText(own).waitFor();
  await slow.getByText(/计划 \d{4}-\d\d-\d\d 09:00 开考/).waitFor();
  await shoot(slow, "waiting");
  quick = await signIn("李雷");
  await quick.getByRole("button", { name: "信息无误" }).click();
  await agree(quick);
  await quick.getByText("考试时间 1 分钟", { exact: false }).waitFor();
  await proctor.locator("[data-attempt]", { hasText: "王小明" }).first().click();
  await proctor.locator("dt", { hasText: "个人加时" }).waitFor();
  await shoot(proctor, "board-extra");
});

test("whoever has handed everything over is told so while the grace runs, and how long the receipt takes at most", {
  timeout: 120_000,
}, async () => {
  const check = await desk.ask("start-check", { sitting: planned.sitting });
  if (!check.ok) throw new Error(check.code);
  const acknowledged = check.gaps.map(({ id }) => id);
  expect(await desk.ask("start", { sitting: planned.sitting, acknowledged })).toMatchObject({ ok: true });
  await quick.locator(".choice").first().click();
  const saved = quick.getByText(/^答案都已保存在服务器上。 回执最多再等 (1\d|20|\d) 秒。$/);
  await saved.waitFor({ timeout: 90_000 });
  await shoot(quick, "collecting");
  await quick.getByRole("heading", { name: "交卷回执 考试时间到，已收卷" }).waitFor({ timeout: 90_000 });
  await quick.getByText("请举手，由监考人员确认后离场").waitFor();
  await quick.locator(".facts > div", { hasText: "已答" }).getByText("1 题", { exact: true }).waitFor();
  await shoot(quick, "receipt");
});

test("whoever came too late learns that the sitting is over without doing anything, and has a way out", {
  timeout: 60_000,
}, async () => {
  const late = await signIn("韩梅梅");
  await late.getByText("已超过最晚入场时间").waitFor();
  await late.getByRole("button", { name: "返回登录" }).waitFor();
  await shoot(late, "latecomer");
  const { sitting } = planned;
  const board = await desk.ask("watch", { sitting });
  if (!board.ok) throw new Error(board.code);
  const answering = board.seats.find(({ name }) => name === "王小明");
  await desk.ask("force-hand-in", { attempt: answering?.attempt ?? "", reason: "到此为止" });
  expect(await desk.ask("end-sitting", { sitting })).toMatchObject({ ok: true, absent: 1 });
  await late.getByRole("heading", { name: "本场考试按缺考处理" }).waitFor();
  await shoot(late, "absent");
});
