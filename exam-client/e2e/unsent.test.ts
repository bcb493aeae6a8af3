import { takeDesk } from "@kaochang/exam-server/testing/seat.ts";
import {
  type Announcement,
  type ServerProcess,
  serverProcess,
} from "@kaochang/exam-server/testing/server-process.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { arrive, launchBrowser, newPc, takeStaffDesk } from "./browser.ts";
import { layCable } from "./cable.ts";

/** What a proctor sees of answers that are only on a candidate's PC: real pages, a real server, a cable in between. */

let server: ServerProcess;
let first: Announcement;
let browser: Browser;
let desk: Awaited<ReturnType<typeof takeDesk>>;
let cable: Awaited<ReturnType<typeof layCable>>;
let candidate: Page;
let proctor: Page;
/** Messages with answers do not get through; everything else does. */
let answersStuck = false;

const sitting = () => first.practice?.sitting.id ?? "";
const person = () => {
  const found = first.practice?.candidates[0];
  if (!found) throw new Error("the practice sitting has no candidate");
  return found;
};
const tile = () => proctor.locator("[data-attempt]", { hasText: person().name }).first();
const need = (words: RegExp) => proctor.locator("[data-need]", { hasText: words });

async function answer(number: number): Promise<void> {
  await candidate
    .locator(".cells .cell")
    .nth(number - 1)
    .click();
  await candidate.locator(".choice").first().click();
}

beforeAll(async () => {
  server = serverProcess();
  first = await server.start();
  browser = await launchBrowser();
  const account = first.staff.find(({ roles }) => roles.includes("proctor"));
  if (!account) throw new Error("no proctor");
  desk = await takeDesk(first.url, account);
  cable = await layCable(Number(new URL(first.url).port));
  proctor = await (await newPc(browser)).newPage();
  await takeStaffDesk(proctor, first.url, account, `/staff/proctor/${sitting()}`);
  candidate = await (await newPc(browser)).newPage();
  await candidate.routeWebSocket(/socket\.io/, (page) => {
    const line = page.connectToServer();
    page.onMessage((message) => {
      if (!(answersStuck && String(message).includes('["entries"'))) line.send(message);
    });
  });
  await arrive(candidate, cable.url, person());
  await candidate.locator(".checks .ready", { hasText: "已送达本机" }).waitFor();
  await desk.ask("start", { sitting: sitting() });
  await candidate.locator("article").waitFor();
}, 120_000);
afterAll(async () => {
  cable.close();
  desk.leave();
  await browser.close();
  await server.end();
  server.forget();
});

test("BOARD-4 the board tells how many answers are only on a PC: before the cut, while they come, and none at last", {
  timeout: 180_000,
}, async () => {
  await answer(1);
  await candidate.locator(".item-save.server").waitFor();
  answersStuck = true;
  await answer(2);
  await answer(3);
  await tile().getByText("2 题只在本机").waitFor({ timeout: 20_000 });
  await tile().click();
  await proctor.getByText("补传中：还有 2 题只在本机").waitFor();

  cable.pull();
  await tile().getByText("断线前 2 题未送到").waitFor();
  await need(/离线，断线前 2 题未送到.*别关机/).waitFor();
  await proctor.getByText("断线前有 2 题未送到；断线后作答的也只在本机").waitFor();

  await answer(4);
  cable.plugIn();
  await tile().getByText("3 题只在本机").waitFor({ timeout: 60_000 });
  answersStuck = false;
  await tile().getByText("题只在本机").waitFor({ state: "detached", timeout: 60_000 });
  await tile().getByText("作答中").waitFor();
  expect(await need(/断线前|离线/).count()).toBe(0);
});

test("BOARD-4 a PC that was cut off when its paper was collected is not to be switched off before it is heard", {
  timeout: 180_000,
}, async () => {
  cable.pull();
  await tile().getByText("离线").waitFor();
  await proctor.getByText("断线前都已送到；断线后作答的只在本机").waitFor();
  await answer(5);
  const board = await desk.ask("watch", { sitting: sitting() });
  const seat = board.ok ? board.seats.find(({ name }) => name === person().name) : undefined;
  await desk.ask("force-hand-in", { attempt: seat?.attempt ?? "", reason: "到时收卷" });
  await tile().getByText("先别关机").waitFor();
  await need(/收卷时离线.*先别关机/).waitFor();
  await proctor.getByText("先别关这台电脑").waitFor();

  cable.plugIn();
  await tile().getByText("先别关机").waitFor({ state: "detached", timeout: 60_000 });
  await tile().getByText("1 条待定").waitFor();
  expect(await need(/收卷时离线/).count()).toBe(0);
});
