import { takeDesk } from "@kaochang/exam-server/testing/seat.ts";
import {
  type Announcement,
  type ServerProcess,
  serverProcess,
} from "@kaochang/exam-server/testing/server-process.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressOf, arrive, launchBrowser, newPc } from "./browser.ts";
import { layCable } from "./cable.ts";

let server: ServerProcess;
let first: Announcement;
let browser: Browser;
let sitting: string;
let proctor: Awaited<ReturnType<typeof takeDesk>>;
let cable: Awaited<ReturnType<typeof layCable>>;
/** The page at the cable, and another one. */
let old: Page;
let neighbour: Page;

const person = (place: number) => {
  const found = first.practice?.candidates[place];
  if (!found) throw new Error(`the practice sitting has no candidate ${place}`);
  return found;
};

beforeAll(async () => {
  server = serverProcess();
  first = await server.start();
  browser = await launchBrowser();
  sitting = first.practice?.sitting.id ?? "";
  const account = first.staff.find(({ roles }) => roles.includes("proctor"));
  if (!account) throw new Error("no proctor");
  proctor = await takeDesk(first.url, account);
  cable = await layCable(Number(new URL(first.url).port));
  old = await (await newPc(browser)).newPage();
  neighbour = await (await newPc(browser)).newPage();
  await arrive(old, cable.url, person(0));
  await arrive(neighbour, first.url, person(1));
  await old.locator(".checks .ready", { hasText: "已送达本机" }).waitFor();
  await proctor.ask("start", { sitting });
  await old.locator("article").waitFor();
  await neighbour.locator("article").waitFor();
}, 120_000);
afterAll(async () => {
  cable.close();
  proctor.leave();
  await browser.close();
  await server.end();
  server.forget();
});

const chosen = (page: Page) => page.locator(".choice.chosen").count();
const goTo = (page: Page, number: number) =>
  page
    .locator(".cells .cell")
    .nth(number - 1)
    .click();

test("LEASE-1 a PC that was cut off, replaced and comes back hands over what it has, for a proctor, and answers nothing", {
  timeout: 180_000,
}, async () => {
  await old.locator(".choice").first().click();
  await old.locator(".item-save.server").waitFor();
  cable.pull();
  await goTo(old, 2);
  await old.locator(".choice").first().click();
  await old.locator(".item-save.disk").waitFor();

  const watched = await proctor.ask("watch", { sitting });
  const attempt = watched.ok ? watched.seats.find(({ answered }) => answered === 1)?.attempt : undefined;
  if (attempt === undefined) throw new Error("no seat has an answer");
  await proctor.ask("release-seat", { attempt, reason: "电脑故障" });
  const spare = await (await newPc(browser)).newPage();
  await spare.goto(addressOf(first.url));
  await spare.locator("input[name=admissionNumber]").fill(person(0).admissionNumber);
  await spare.locator("input[name=idNumber]").fill(person(0).idNumber);
  await spare.getByRole("button", { name: "登录" }).click();
  await spare.locator("article").waitFor();
  expect(await chosen(spare)).toBe(1);
  await goTo(spare, 2);
  expect(await chosen(spare)).toBe(0);

  cable.plugIn();
  await old.getByText("本机的修改已全部交给服务器，由监考人员比对").waitFor({ timeout: 60_000 });
  expect(await old.getByText("没有上传的仍在本机").count()).toBe(0);
  expect(await old.locator(".choice").count()).toBe(0);
  const waiting = await proctor.ask("quarantine", { attempt });
  expect(waiting).toMatchObject({ ok: true, entries: [{ number: 2, why: "fenced", current: null }] });
  expect(await chosen(spare)).toBe(0);
  await spare.locator(".choice").nth(1).click();
  await spare.locator(".item-save.server").waitFor();

  await old.reload();
  await old.getByText("本次作答已转到另一台电脑").waitFor();
});

test("TIME-7 time that a proctor grants is shown, said, and acknowledged by the seat", async () => {
  await proctor.ask("grant-time", {
    sitting,
    attempts: null,
    ms: 300_000,
    kind: "extension",
    reason: "停电",
  });
  await neighbour.getByText("监考人员已为您延长 5 分钟").waitFor();
  const seen = async () => {
    const board = await proctor.ask("watch", { sitting });
    const { admissionNumber } = person(1);
    const seat = board.ok ? board.seats.find((one) => one.admissionNumber === admissionNumber) : undefined;
    return [seat?.changes, seat?.changesSeen, seat?.granted, seat?.keeps];
  };
  await expect.poll(seen).toEqual([1, 1, 300_000, true]);
  await neighbour.getByRole("button", { name: "知道了" }).click();
  expect(await neighbour.getByText("监考人员已为您延长").count()).toBe(0);
});
