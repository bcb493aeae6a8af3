import { sampleRoom } from "@kaochang/exam-server/testing/plan-server.ts";
import { type Seat, takeSeat } from "@kaochang/exam-server/testing/seat.ts";
import {
  type Announcement,
  type ServerProcess,
  serverProcess,
} from "@kaochang/exam-server/testing/server-process.ts";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, newPc, takeStaffDesk } from "./browser.ts";
import { type PlannedSitting, planSitting } from "./planned-sitting.ts";

/** 开考 of a planned sitting with two rooms, a day before its time, of which the proctors have one. */

const rooms = [sampleRoom("1", 1, 3), sampleRoom("2", 1, 3)] as const;

let server: ServerProcess;
let first: Announcement;
let browser: Browser;
let planned: PlannedSitting;
const seats: Seat[] = [];

beforeAll(async () => {
  server = serverProcess();
  first = await server.start();
  browser = await launchBrowser();
  planned = await planSitting(first, {
    rooms,
    watched: [rooms[0].id],
    people: [
      { name: "王小明", room: rooms[0].name, seat: 1 },
      { name: "李雷", room: rooms[0].name, seat: 2 },
      { name: "韩梅梅", room: rooms[1].name, seat: 1 },
    ],
  });
  const [wang] = planned.people;
  if (!wang) throw new Error("nobody");
  const seat = await takeSeat(first.url, wang);
  await seat.arrive();
  seats.push(seat);
}, 120_000);
afterAll(async () => {
  for (const seat of seats) seat.leave();
  await browser.close();
  await server.end();
  server.forget();
});

async function pageOf(role: "proctor" | "officer") {
  const account = first.staff.find(({ roles }) => roles.includes(role));
  if (!account) throw new Error(`no ${role}`);
  const page = await (await newPc(browser)).newPage();
  await takeStaffDesk(page, first.url, account, `/staff/${role}/${planned.sitting}`);
  return page;
}

test("a proctor of one room is told who starts all rooms; an officer does, when every gap is ticked", async () => {
  const proctor = await pageOf("proctor");
  await proctor.getByText("几个考场一起开考，还没有安排总监考：请考务人员操作").waitFor();
  expect(await proctor.getByRole("button", { name: /^开\s*考$/ }).count()).toBe(0);

  const officer = await pageOf("officer");
  await officer.getByRole("button", { name: /^开\s*考$/ }).click();
  const asked = officer.getByRole("dialog", { name: "开考" });
  await asked.getByText(/2 个考场同时：.*2 人（1 人未到）、.*1 人（1 人未到）/).waitFor();
  await asked.getByText("还有 2 人未到，开考后他们成为迟到考生").waitFor();
  const sentences = await asked.getByRole("listitem").allInnerTexts();
  expect(sentences).toEqual([
    expect.stringMatching(/^已知晓：还没有到计划的开考时间：计划 .*09:00，现在 /),
    expect.stringContaining(`${rooms[0].name}有 2 名考生，需要 2 名监考人员`),
    expect.stringContaining(`${rooms[1].name}有 1 名考生，需要 2 名监考人员，现在有 0 名`),
    expect.stringContaining("还没有安排总监考"),
    expect.stringContaining("还没有演练过"),
  ]);
  const confirm = asked.getByRole("button", { name: "确认开考" });
  const gaps = await asked.getByRole("checkbox").all();
  for (const gap of gaps) {
    expect(await confirm.isDisabled()).toBe(true);
    await gap.check();
  }
  await confirm.click();
  await officer.getByText("已开考：全场 3 人计时开始，其中 1 人已到。").waitFor();
  for (const page of [officer, proctor]) await page.getByText("考试中").waitFor();
});
