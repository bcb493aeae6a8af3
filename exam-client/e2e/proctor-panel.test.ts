import AxeBuilder from "@axe-core/playwright";
import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { type Seat, takeDesk, takeSeat } from "@kaochang/exam-server/testing/seat.ts";
import {
  type Announcement,
  type ServerProcess,
  serverProcess,
} from "@kaochang/exam-server/testing/server-process.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, newPc, startSitting, takeStaffDesk } from "./browser.ts";

/** Every act of a proctor, from the page, on a real server with simulated seats; a second proctor watches. */

let server: ServerProcess;
let first: Announcement;
let browser: Browser;
let proctor: Page;
let second: Page;
let desk: Awaited<ReturnType<typeof takeDesk>>;
let seats: Seat[];

const arrived = 4;
const person = (index: number) => {
  const found = first.practice?.candidates[index];
  if (!found) throw new Error("no such candidate");
  return found;
};
const sitting = () => first.practice?.sitting.id ?? "";
const tile = (page: Page, index: number) =>
  page.locator("[data-attempt]", { hasText: person(index).name }).first();

/** What the server says of one candidate now. */
async function boardSeat(index: number): Promise<BoardSeat> {
  const board = await desk.ask("watch", { sitting: sitting() });
  const { admissionNumber } = person(index);
  const seat = board.ok ? board.seats.find((one) => one.admissionNumber === admissionNumber) : undefined;
  if (!seat) throw new Error("not on the board");
  return seat;
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

async function hold(page: Page, name: string): Promise<void> {
  // At its left edge: a button that grew narrower while it is held would slip from under the pointer.
  await page.getByRole("button", { name }).hover({ position: { x: 4, y: 10 } });
  await page.mouse.down();
  await page.getByText("继续按住…").waitFor();
  await page.getByText("继续按住…").waitFor({ state: "hidden" });
  await page.mouse.up();
}

beforeAll(async () => {
  server = serverProcess();
  first = await server.start();
  browser = await launchBrowser();
  const account = first.staff.find(({ roles }) => roles.includes("proctor"));
  if (!account) throw new Error("no proctor");
  desk = await takeDesk(first.url, account);
  const open = async () => {
    const page = await (await newPc(browser)).newPage();
    await takeStaffDesk(page, first.url, account, `/staff/proctor/${sitting()}`);
    await page.getByText("谁需要我").waitFor();
    return page;
  };
  proctor = await open();
  second = await open();
  seats = await Promise.all(
    Array.from({ length: arrived }, (_, index) => takeSeat(first.url, person(index))),
  );
  for (const seat of seats) await seat.arrive();
  await startSitting(proctor);
  await proctor.getByText(`其中 ${arrived} 人已到`).waitFor();
}, 120_000);

afterAll(async () => {
  for (const seat of seats ?? []) seat.leave();
  desk?.leave();
  await browser.close();
  await server.end();
  server.forget();
});

test("BOARD-2 a key confirms a person, and the other proctor sees who did what", async () => {
  expect(await tile(proctor, 0).getAttribute("data-unconfirmed")).toBe("true");
  expect(await tile(proctor, arrived).getAttribute("data-unconfirmed")).toBe("false");
  await tile(proctor, 0).click();
  await proctor.keyboard.press("c");
  await proctor.getByText(`核对人证：${person(0).seat}座`).waitFor();
  expect((await boardSeat(0)).personConfirmed).toBe(true);
  await expect.poll(() => tile(proctor, 0).getAttribute("data-unconfirmed")).toBe("false");
  await second.getByText("核对人证").nth(1).waitFor();
});

test("BOARD-2 a suspension is told as delivered once the screen is blank, and ends by a key", async () => {
  await tile(proctor, 1).click();
  await proctor.keyboard.press("s");
  await proctor.keyboard.press("1");
  await proctor.getByText("暂停：0/1 已送达").waitFor();
  await seats[1]?.ask("pause-seen", { epoch: seats[1].epoch() });
  await proctor.getByText("暂停：1/1 已送达").waitFor();
  await tile(second, 1).getByText("已暂停").waitFor();
  await proctor.keyboard.press("r");
  await expect.poll(async () => (await boardSeat(1)).pause).toBeNull();
  await proctor.getByText("暂停：1/1 送达过，现已恢复").waitFor();
});

test("BOARD-2 two clicks send a message to a selection, and each receipt is counted", async () => {
  await tile(proctor, 0).click();
  await tile(proctor, 2).click({ modifiers: ["Shift"] });
  await proctor.getByRole("button", { name: "发消息" }).click();
  await proctor.getByRole("button", { name: "请保持安静。" }).click();
  await proctor.getByText("发消息：0/3 已显示，0/3 已确认").waitFor();
  const view = await seats[2]?.open();
  const [message] = view?.ok ? view.view.messages : [];
  expect(message?.text).toBe("请保持安静。");
  await seats[2]?.ask("message-seen", { epoch: seats[2].epoch(), id: message?.id ?? "" });
  await proctor.getByText("发消息：1/3 已显示，1/3 已确认").waitFor();
  await proctor.keyboard.press("Escape");
});

test("BOARD-2 an incident of a seat and one of the whole room are recorded", async () => {
  await tile(proctor, 2).click();
  await proctor.keyboard.press("k");
  await proctor.getByRole("button", { name: "交头接耳" }).click();
  await proctor.getByText("已记违纪 1 次").waitFor();
  await proctor.getByRole("button", { name: "取消选择" }).click();
  await proctor.keyboard.press("i");
  await proctor.getByLabel("情况（可不填；勿写证件号）").fill("三楼停电两分钟");
  await proctor.getByRole("button", { name: "断电" }).click();
  await proctor.getByText("写入考场记录：三楼停电两分钟").waitFor();
  const before = await desk.ask("incidents", { sitting: sitting() });
  expect(before.ok && before.incidents).toHaveLength(1);
  await proctor.getByRole("button", { name: "确认记 12 人" }).click();
  await proctor.getByText("记异常（断电）：全场 12 人", { exact: true }).waitFor();
  const listed = await desk.ask("incidents", { sitting: sitting() });
  expect(listed.ok && listed.incidents.map(({ kind, category, text }) => [kind, category, text])).toEqual([
    ["misconduct", "talking", "交头接耳"],
    ["irregularity", "power", "三楼停电两分钟"],
  ]);
  await proctor.getByRole("button", { name: "记错了，撤销…" }).click();
  await proctor.getByRole("button", { name: "误操作" }).click();
  await proctor.getByText("已撤销（proctor）：误操作").waitFor();
  await tile(proctor, 2).click();
  await proctor.getByRole("button", { name: "记错了，撤销…" }).click();
  await proctor.getByRole("button", { name: "记错座位" }).click();
  await expect.poll(async () => (await boardSeat(2)).misconduct).toBe(0);
  await proctor.getByText("已记违纪 1 次").waitFor({ state: "detached" });
  await proctor.getByRole("button", { name: "取消选择" }).click();
});

test("BOARD-2 what cannot be undone is asked; a mistaken hand-in is reopened, a void undone", async () => {
  await tile(proctor, 3).click();
  await proctor.keyboard.press("h");
  await proctor.keyboard.press("2");
  await proctor.getByRole("button", { name: "确认收卷" }).click();
  await expect.poll(async () => (await boardSeat(3)).state).toBe("forced");
  await proctor.getByRole("button", { name: "恢复作答" }).click();
  await proctor.getByRole("button", { name: "收卷有误" }).click();
  await expect.poll(async () => (await boardSeat(3)).state).toBe("answering");
  await proctor.getByRole("button", { name: "作废", exact: true }).click();
  await proctor.getByRole("button", { name: "替考" }).click();
  await proctor.getByRole("button", { name: "确认作废" }).click();
  await expect.poll(async () => (await boardSeat(3)).voided).toBe(true);
  await proctor.getByRole("button", { name: "撤销作废" }).click();
  await proctor.getByRole("button", { name: "误操作" }).click();
  await expect.poll(async () => (await boardSeat(3)).voided).toBe(false);
});

test("BOARD-2 a candidate is moved to a spare seat, and a latecomer admitted", async () => {
  await tile(proctor, 3).click();
  await proctor.keyboard.press("v");
  await proctor.getByLabel("备用座位号").fill("99");
  await proctor.getByRole("button", { name: "电脑死机" }).click();
  await proctor.getByText("已允许换到 99座").waitFor();
  await expect.poll(async () => (await boardSeat(3)).seat).toBe("99");
  await tile(proctor, 11).click();
  await proctor.keyboard.press("a");
  await proctor.getByRole("button", { name: "交通原因" }).click();
  await expect.poll(async () => (await boardSeat(11)).entryAdmitted).toBe(true);
  await proctor.getByText("准予入场：").waitFor();
  await proctor.getByRole("button", { name: "取消选择" }).click();
});

test("BOARD-2 an evacuation needs a reason and two seconds, is counted live, and ends the same way", {
  timeout: 120_000,
}, async () => {
  await proctor.getByRole("button", { name: "疏散…" }).click();
  await proctor.getByRole("button", { name: "火警" }).click();
  await hold(proctor, "按住 2 秒：疏散");
  await second.getByText(/^已疏散 .* \d+ 人/).waitFor();
  await second.getByText(/^疏散中/).waitFor();
  await second.getByText("计时已停", { exact: true }).waitFor();
  expect((await boardSeat(0)).evacuated).toBe(true);
  await expectAccessible(second);
  await hold(second, "按住 2 秒：恢复考试");
  await expect.poll(async () => (await boardSeat(0)).evacuated).toBe(false);
});

test("BOARD-2 the board with a seat, a form and the table open is accessible", async () => {
  await tile(proctor, 0).click();
  await expectAccessible(proctor);
  await proctor.keyboard.press("e");
  await expectAccessible(proctor);
  await proctor.keyboard.press("Escape");
  await proctor.keyboard.press("t");
  await proctor.getByRole("row", { name: new RegExp(person(0).name) }).waitFor();
  await expectAccessible(proctor);
  await proctor.keyboard.press("?");
  await proctor.getByRole("dialog").waitFor();
  await expectAccessible(proctor);
});

test("BOARD-1 a second PC that was refused is told until a proctor has dealt with it, on every board", async () => {
  await proctor.keyboard.press("Escape");
  await proctor.getByRole("dialog").waitFor({ state: "detached" });
  const stranger = await takeSeat(first.url, person(1));
  expect(await stranger.open()).toMatchObject({ code: "lease-held" });
  const need = (page: Page) => page.locator("li", { hasText: "另一台电脑请求作答" });
  await need(second).waitFor();
  await need(proctor).getByRole("button", { name: "已处理" }).click();
  await need(proctor).waitFor({ state: "detached" });
  await need(second).waitFor({ state: "detached" });
  stranger.leave();
});
