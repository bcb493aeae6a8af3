import { idNumberOf } from "@kaochang/exam-server/testing/plan-server.ts";
import { type Cells, picture, zipOf } from "@kaochang/exam-server/testing/roster-files.ts";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { takeStaffDesk } from "../browser.ts";
import {
  type Account,
  addRoom,
  assignProctor,
  checkRoster,
  drawPapers,
  drawSeats,
  makeAccount,
  makePlan,
  openPlanPage,
  printed,
} from "./officer.ts";
import { ticketNumbers } from "./tickets.ts";
import { fileIn, newPerson, type World } from "./world.ts";

/** The officer's part of the exam day's story, before anybody else comes. */

const names = ["王小明", "李雷", "韩梅梅"] as const;
export const firstRoom = "第 1 考场";
const secondRoom = "第 2 考场";

export interface Person {
  name: string;
  admissionNumber: string;
  idNumber: string;
}

/** What was set up, for those who come on the day. */
export interface Day {
  world: World;
  officer: Page;
  watching: { first: Account; both: Account };
  /** In the theory test, two of the first room, then the one of the second. */
  people: [Person, Person, Person];
}

/** The last digit of an ID number is a check digit: another one in its place is wrong. */
const misspelt = (idNumber: string) => `${idNumber.slice(0, -1)}${idNumber.endsWith("1") ? "2" : "1"}`;

/** A plan with a theory and a skills test, made and made ready in the browser. */
export async function setUp(world: World): Promise<Day> {
  const officer = await newPerson(world);
  const account = world.first.staff.find(({ roles }) => roles.includes("officer"));
  if (!account) throw new Error("no officer");
  await takeStaffDesk(officer, world.first.url, account, "/staff");
  expect(await officer.evaluate(() => isSecureContext)).toBe(false);
  await makePlan(officer, { site: "第一考点", address: "实训楼" });
  await importRoster(world, officer);
  await setUpRooms(officer);
  const watching = await appointProctors(officer);
  const people = await seatAndPrint(world, officer);
  await openPlanPage(officer, "试卷");
  await drawPapers(officer);
  await seeReadiness(officer);
  return { world, officer, watching, people };
}

/** The registration's workbook has a wrong number in one row, which is mended in the workbook. */
async function importRoster(world: World, officer: Page): Promise<void> {
  const header: Cells = ["姓名", "证件类型", "证件号"];
  const row = (name: string, idNumber: string): Cells => [name, "居民身份证", idNumber];
  const good = names.map((name, index) => row(name, idNumberOf(index + 1)));
  const bad = row(names[2], misspelt(idNumberOf(3)));
  await openPlanPage(officer, "名单");
  await checkRoster(world, officer, [header, ...good.slice(0, 2), bad]);
  await officer.getByText("可以导入 2 行").waitFor();
  const wrong = officer.getByRole("row", { name: /C4/ });
  expect(await wrong.innerText()).toMatch(/校验/);
  await officer.getByRole("button", { name: "不导入，放弃这份文件" }).click();
  await officer.getByText("没有考生。").waitFor();

  const photo = fileIn(world, "照片.zip", zipOf({ [`${idNumberOf(1)}.jpg`]: await picture(300, 420) }));
  await checkRoster(world, officer, [header, ...good], [photo]);
  await officer.getByText("照片 1 张，对上 1 人").waitFor();
  await officer.getByRole("button", { name: "确认导入 3 人" }).click();
  await officer.getByText("已导入 3 人。").waitFor();
}

/** Two candidates fit into the first room, one into the second, and each has a spare PC. */
async function setUpRooms(officer: Page): Promise<void> {
  await openPlanPage(officer, "考场");
  await addRoom(officer, { rows: 2, columns: 2, place: "305 室", gone: ["4"], spare: ["3"] });
  await addRoom(officer, { rows: 1, columns: 2, place: "306 室", spare: ["2"] });
  await officer.getByText("2 个考场，可坐 3 人").waitFor();
}

/** One proctor of the first room, one of both; a third one makes two in the second room. */
async function appointProctors(officer: Page): Promise<Day["watching"]> {
  await openPlanPage(officer, "监考");
  const first = await makeAccount(officer, "zhao");
  const both = await makeAccount(officer, "qian");
  await makeAccount(officer, "sun");
  await assignProctor(officer, { username: "zhao", name: "赵老师", rooms: [firstRoom] });
  await assignProctor(officer, { username: "qian", name: "钱老师", rooms: [firstRoom, secondRoom] });
  await assignProctor(officer, { username: "sun", name: "孙老师", rooms: [secondRoom] });
  return { first, both };
}

/** Seats are drawn, tickets printed; who sits where is read on the page, their numbers on the tickets. */
async function seatAndPrint(world: World, officer: Page): Promise<Day["people"]> {
  await openPlanPage(officer, "座位");
  await drawSeats(officer);
  await officer.getByRole("radiogroup", { name: "场次" }).getByText("理论知识考试").click();
  const inSecond = officer.getByRole("region", { name: secondRoom });
  const seated = await inSecond.getByRole("button").allInnerTexts();
  const alone = names.filter((name) => seated.some((text) => text.includes(name)));
  expect(alone).toHaveLength(1);

  await openPlanPage(officer, "打印");
  const numbers = ticketNumbers(await printed(world, officer, "准考证"));
  const personOf = (name: (typeof names)[number]): Person => {
    const idNumber = idNumberOf(names.indexOf(name) + 1);
    return { name, idNumber, admissionNumber: numbers.get(name) ?? "" };
  };
  expect([...numbers.keys()].sort()).toEqual([...names].sort());
  const [one, other, third] = [...names.filter((name) => !alone.includes(name)), ...alone];
  if (!one || !other || !third) throw new Error("three sit");
  return [personOf(one), personOf(other), personOf(third)];
}

async function seeReadiness(officer: Page): Promise<void> {
  await openPlanPage(officer, "进度");
  const checks = officer.getByRole("region", { name: "开考前检查" });
  await checks.getByText("还有 1 项没有完成").waitFor();
  const missing = await checks.getByRole("listitem").filter({ hasText: "缺少" }).allInnerTexts();
  expect(missing).toEqual([expect.stringContaining("还没有演练过")]);
}
