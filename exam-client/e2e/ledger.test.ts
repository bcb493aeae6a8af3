import AxeBuilder from "@axe-core/playwright";
import { handSetDay } from "@kaochang/exam-server/testing/hand-set-day.ts";
import {
  type Announcement,
  type ServerProcess,
  serverProcess,
} from "@kaochang/exam-server/testing/server-process.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressOf, launchBrowser, newPc, takeStaffDesk } from "./browser.ts";

/** Lost time, who sat where, and a replay on a real server whose log holds a day with outages. */

const hour = 3_600_000;
let server: ServerProcess;
let first: Announcement;
let browser: Browser;
const began = Date.now() - 3 * hour;

const account = (role: string) => {
  const found = first.staff.find(({ roles }) => roles.includes(role));
  if (!found) throw new Error(`no ${role}`);
  return found;
};
const sitting = () => first.practice?.sitting.id ?? "";
const numberOf = (place: number) => first.practice?.candidates[place]?.admissionNumber ?? "";

/** `part`: what is looked at; everything else of the page has tests of its own. */
async function expectAccessible(page: Page, part = "main"): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** A folder to look at screenshots in, where one is named. */
const shots = process.env.SCREENSHOTS;
async function shoot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

/** Ten minutes of work, then six in which two seats are gone and one of them answers on; a move after that. */
async function half(dataDir: string): Promise<void> {
  const day = await handSetDay(dataDir, began);
  for (const place of [0, 1, 2, 3]) await day.arrive(place, `10.0.3.${place + 11}`);
  await day.start();
  await day.pass(10);
  for (const place of [0, 1, 2, 3]) await day.answer(place, 1, 1, 2, 4, 7, 9);
  for (const place of [0, 1]) day.leave(place);
  await day.pass(6);
  await day.answer(1, 6, 11, 12, 13, 14.5, 15);
  for (const place of [0, 1]) day.comeBack(place);
  day.leave(2);
  await day.pass(3);
  const target = { room: day.sitting.places[2]?.room ?? "", seat: "30" };
  const release = { kind: "release-seat", by: "proctor", reason: "主机故障", target } as const;
  await day.room.execute(day.attemptAt(2), release);
  await day.pass(1);
  await day.arrive(2, "10.0.3.30", "f".repeat(32));
  await day.pass(1);
  await day.close();
}

/** The rest of the day, to the close. */
async function rest(dataDir: string): Promise<void> {
  const day = await handSetDay(dataDir, began + hour / 2);
  await day.pass(100);
  await day.close();
}

beforeAll(async () => {
  server = serverProcess();
  first = await server.start();
  await server.end();
  await half(server.dataDir);
  browser = await launchBrowser();
}, 180_000);

afterAll(async () => {
  await browser.close();
  await server.end();
  server.forget();
});

const port = () => Number(new URL(first.url).port);

async function desk(role: string, path: string): Promise<Page> {
  const page = await (await newPc(browser)).newPage();
  await takeStaffDesk(page, first.url, account(role), path);
  return page;
}

test("LOST-1 the proctor sees what each seat lost and grants what is proposed with one click", {
  timeout: 120_000,
}, async () => {
  await server.start(port());
  const proctor = await desk("proctor", `/staff/proctor/${sitting()}`);
  await proctor.getByRole("button", { name: "耽误时间…" }).click();
  const dialog = proctor.getByRole("dialog");
  const seat = (number: string) => dialog.getByRole("row", { name: new RegExp(`^${number}座 `) });
  await seat("1")
    .getByText(/起离线 6分0秒/)
    .waitFor();
  expect(await seat("2").innerText()).toMatch(/其间仍作答 5 题，不算耽误/);
  expect(await seat("30").innerText()).toMatch(/离线、换机/);
  await expectAccessible(proctor, ".ant-modal");
  await shoot(proctor, "lost-time");
  // Nobody sits there since the server is back, and on a slow machine that is noted as well.
  await seat("1")
    .getByRole("button", { name: /补 [67] 分钟/ })
    .click();
  await dialog.getByText(/已补时：1座 [67] 分钟/).waitFor();
  await seat("1").getByRole("button").waitFor({ state: "detached" });
  await shoot(proctor, "lost-time-granted");
  await proctor.close();
});

test("SEAT-1 an officer finds who sat at a seat in a span, and every seat of a candidate", {
  timeout: 120_000,
}, async () => {
  await server.end();
  await rest(server.dataDir);
  await server.start(port());
  const officer = await desk("officer", `/staff/officer/${sitting()}`);
  await officer.getByRole("link", { name: "谁坐在哪里" }).click();
  await officer.getByText(numberOf(0)).first().waitFor();
  await officer.getByLabel("姓名或准考证号").fill(numberOf(2));
  await officer.getByRole("button", { name: "查", exact: true }).click();
  await officer.getByText("2 条").waitFor();
  const rows = await officer
    .getByRole("row")
    .filter({ hasText: numberOf(2) })
    .allInnerTexts();
  expect(rows.map((row) => /(\d+)座[\s\S]*?(10\.0\.3\.\d+)/.exec(row)?.slice(1))).toEqual([
    ["3", "10.0.3.13"],
    ["30", "10.0.3.30"],
  ]);
  await expectAccessible(officer);
  await shoot(officer, "seating");
  await officer.close();
});

test("REPLAY-1 an officer plays an attempt back to its end and sees the answers that were scored", {
  timeout: 120_000,
}, async () => {
  const officer = await desk("officer", `/staff/officer/${sitting()}`);
  const row = officer.getByRole("row").filter({ hasText: numberOf(1) });
  await row.getByRole("button").first().click();
  await officer.getByRole("link", { name: "回放作答过程" }).click();
  await officer.getByRole("heading", { name: "作答回放" }).waitFor();
  const counts = officer.getByText(/^已答 \d+ · 未答/);
  await officer.getByText("已答 0 · 未答 100 · 标记 0").waitFor();
  await officer.getByRole("button", { name: /离线$/ }).first().click();
  await officer.getByText("此刻离线").waitFor();
  expect(await counts.innerText()).toBe("已答 5 · 未答 95 · 标记 0");
  await expectAccessible(officer);
  await shoot(officer, "replay-outage");
  await officer.getByRole("slider", { name: "时间线" }).press("End");
  await officer.getByText("已答 10 · 未答 90 · 标记 0").waitFor();
  expect(await officer.getByText("合计").count()).toBe(0);
  await officer.getByRole("switch", { name: "显示得分" }).click();
  await officer.getByText("得分取自评分结果").waitFor();
  await officer.getByRole("button", { name: /^第 2 题，已答/ }).click();
  expect(await officer.locator("article input:checked").count()).toBe(1);
  await shoot(officer, "replay-end");
  await officer.getByRole("heading", { name: "作答回放" }).click();
  await officer.keyboard.press("ArrowLeft");
  await officer.keyboard.press(" ");
  await officer.getByRole("button", { name: "暂停", exact: true }).waitFor();
  await officer.keyboard.press(" ");
  await officer.getByRole("button", { name: "播放", exact: true }).waitFor();
  await expectAccessible(officer);
  await officer.goto(addressOf(first.url, "/staff"));
  await officer.close();
});
