import { sampleRoom } from "@kaochang/exam-server/testing/plan-server.ts";
import { startAllTheSame, takeDesk, takeSeat } from "@kaochang/exam-server/testing/seat.ts";
import {
  type Announcement,
  type ServerProcess,
  serverProcess,
} from "@kaochang/exam-server/testing/server-process.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressOf, launchBrowser, newPc, takeStaffDesk } from "./browser.ts";
import { type PlannedSitting, planSitting } from "./planned-sitting.ts";

/** A planned sitting with photos and a drawn room: faces where persons are identified, and seats to move to. */

let server: ServerProcess;
let first: Announcement;
let browser: Browser;
let planned: PlannedSitting;
let proctor: Page;
let desk: Awaited<ReturnType<typeof takeDesk>>;
let seats: Awaited<ReturnType<typeof takeSeat>>[];

const plain = sampleRoom("1", 2, 4);
const room = { ...plain, map: { ...plain.map, numbering: "rows" as const, spare: [8] } };
const named = (name: string) => {
  const found = planned.people.find((one) => one.name === name);
  if (!found) throw new Error("not on the roster");
  return found;
};
const tile = (name: string) => proctor.locator("[data-attempt]", { hasText: name }).first();
/** Whether a picture is there and is one. */
const isShown = (page: Page, name: string) =>
  page.getByRole("img", { name }).evaluate((image) => (image as HTMLImageElement).naturalWidth > 0);

beforeAll(async () => {
  server = serverProcess();
  first = await server.start();
  browser = await launchBrowser();
  planned = await planSitting(first, {
    rooms: [room],
    people: [
      { name: "王小明", room: room.name, seat: 1, photo: 90 },
      { name: "李雷", room: room.name, seat: 2, photo: 170 },
      { name: "韩梅梅", room: room.name, seat: 3 },
    ],
  });
  const account = first.staff.find(({ roles }) => roles.includes("proctor"));
  if (!account) throw new Error("no proctor");
  desk = await takeDesk(first.url, account);
  seats = await Promise.all(["王小明", "李雷", "韩梅梅"].map((name) => takeSeat(first.url, named(name))));
  for (const seat of seats.slice(1)) await seat.arrive();
  proctor = await (await newPc(browser)).newPage();
  await takeStaffDesk(proctor, first.url, account, `/staff/proctor/${planned.sitting}`);
  await proctor.getByText("谁需要我").waitFor();
}, 120_000);
afterAll(async () => {
  for (const seat of seats) seat.leave();
  desk.leave();
  await browser.close();
  await server.end();
  server.forget();
});

test("a candidate checks their own photo beside their name before anything else", async () => {
  const candidate = await (await newPc(browser)).newPage();
  const signIn = async (name: string) => {
    await candidate.goto(addressOf(first.url));
    await candidate.locator("input[name=admissionNumber]").fill(named(name).admissionNumber);
    await candidate.locator("input[name=idNumber]").fill(named(name).idNumber);
    await candidate.getByRole("button", { name: "登录" }).click();
    await candidate.getByRole("heading", { name: "请核对" }).waitFor();
  };
  await signIn("王小明");
  await expect.poll(() => isShown(candidate, "您的照片")).toBe(true);
  await candidate.getByRole("button", { name: "信息无误" }).click();
  await candidate.getByRole("heading", { name: "考生须知" }).waitFor();
  expect(await candidate.getByRole("img").count()).toBe(0);
});

test("BOARD-2 a proctor compares the photo with the person, and is told where there is none", async () => {
  await tile("李雷").click();
  await expect.poll(() => isShown(proctor, "李雷的照片")).toBe(true);
  const photo = proctor.getByRole("img", { name: "李雷的照片" });
  const width = async () => (await photo.boundingBox())?.width ?? 0;
  const large = await width();
  expect(large).toBeGreaterThan(140);
  await proctor.keyboard.press("c");
  await expect.poll(width).toBeLessThan(large);
  await photo.click();
  await expect.poll(width).toBe(large);
  await tile("韩梅梅").click();
  await proctor.getByText("没有照片，请核对身份证件").waitFor();
});

test("BOARD-2 two clicks move a candidate to the nearest free seat, and the broken PC is offered to nobody", async () => {
  await startAllTheSame(desk, planned.sitting);
  await tile("李雷").getByText("作答中").waitFor();
  await tile("李雷").click();
  await proctor.keyboard.press("v");
  const proposals = async () =>
    (await proctor.getByRole("group", { name: "在哪里接着作答" }).getByRole("button").allInnerTexts()).map(
      (text) => text.trim(),
    );
  expect(await proposals()).toEqual(["原座位", "8座 备用", "6座", "5座", "7座", "4座"]);
  await proctor.getByRole("button", { name: "6座", exact: true }).click();
  await proctor.getByRole("button", { name: "电脑死机" }).click();
  await proctor.getByText("已允许换到 6座").waitFor();
  await tile("李雷").getByText("6", { exact: true }).waitFor();

  await tile("韩梅梅").click();
  await proctor.keyboard.press("v");
  await expect.poll(proposals).toEqual(["原座位", "8座 备用", "4座", "7座", "5座"]);
  await proctor.getByRole("button", { name: "8座 备用" }).click();
  await proctor.getByLabel("其他座位号").fill("4");
  expect(await proctor.getByLabel("其他座位号").inputValue()).toBe("4");
  expect(await proctor.getByRole("button", { name: "8座 备用" }).getAttribute("aria-pressed")).toBe("false");
  await proctor.getByRole("button", { name: "电脑死机" }).click();
  await proctor.getByText("已允许换到 4座").waitFor();
});
