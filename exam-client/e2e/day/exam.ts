import type { Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { handIn, startSitting } from "../browser.ts";
import { layCable } from "../cable.ts";
import {
  answer,
  answersAt,
  type Chosen,
  isOnServer,
  leave,
  receiptNumber,
  signIn,
  takeSeat,
} from "./candidate.ts";
import { act, chooseAll, endSitting, takeWatch, tileOf, tiles, turnTo } from "./proctor.ts";
import type { Day } from "./setting-up.ts";
import { newPerson } from "./world.ts";

/** The exam of the exam day's story: what proctors and candidates do, and all that goes wrong. */

/** As the list of sittings calls them: the plan, then the test. */
const theory = /· 理论知识考试$/;
const skills = /· 专业技能考核$/;

/** The proctors at their boards and the candidates at their PCs, one of them at a cable that can be pulled. */
export interface Room {
  zhao: Page;
  qian: Page;
  cable: Awaited<ReturnType<typeof layCable>>;
  pages: [Page, Page, Page];
}

export async function enter({ world, watching, people }: Day): Promise<Room> {
  const zhao = await takeWatch(world, watching.first, theory);
  const qian = await takeWatch(world, watching.both, theory);
  const cable = await layCable(Number(new URL(world.first.url).port));
  onTestFinished(cable.close);
  const pages: Room["pages"] = [await newPerson(world), await newPerson(world), await newPerson(world)];
  await takeSeat(pages[0], cable.url, people[0]);
  await takeSeat(pages[1], world.first.url, people[1]);
  await takeSeat(pages[2], world.first.url, people[2]);
  return { zhao, qian, cable, pages };
}

export async function begin({ people: [wang, li, han] }: Day, { zhao, qian, pages }: Room): Promise<void> {
  await zhao.getByText("2/2 人已就绪").waitFor();
  expect(await tiles(zhao).count()).toBe(2);
  expect(await tileOf(zhao, han.name).count()).toBe(0);
  await qian.getByText("3/3 人已就绪").waitFor();
  for (const { name } of [wang, li]) await act(zhao, name, "核对人证");
  await act(qian, han.name, "核对人证");
  for (const board of [zhao, qian]) {
    await board.getByText("未核对人证").first().waitFor({ state: "detached" });
  }
  await zhao.getByText("几个考场一起开考").waitFor();
  await startSitting(qian);
  for (const page of pages) await page.locator("article").waitFor();
}

/** These are chosen, and nothing else is answered. */
async function expectAnswers(page: Page, chosen: Chosen): Promise<void> {
  const numbers = Object.keys(chosen).map(Number);
  expect(await answersAt(page, numbers)).toEqual({ chosen, count: numbers.length });
}

const answersOfWang = { 1: 1, 2: 2, 3: 3 };
const answersOfLi = { 1: 2, 2: 1 };

/** One network is cut: he goes on answering, the board says so, and when it is back nothing is missing. */
export async function outage({ people: [wang] }: Day, { zhao, cable, pages: [page] }: Room): Promise<void> {
  await answer(page, { 1: 1 });
  await isOnServer(page);
  cable.pull();
  await answer(page, { 2: 2, 3: 3 });
  await page.locator(".save-line", { hasText: "网络中断" }).waitFor();
  await tileOf(zhao, wang.name).getByText("离线").waitFor();
  await zhao
    .getByRole("button", { name: new RegExp(`${wang.name}[\\s\\S]*离线`) })
    .first()
    .waitFor();
  cable.plugIn();
  await isOnServer(page);
  await tileOf(zhao, wang.name).getByText("作答中").waitFor();
  await tileOf(zhao, wang.name).getByText("已答 3/100").waitFor({ state: "attached" });
  await expectAnswers(page, answersOfWang);
}

/** A PC dies: he goes on at the spare one once the proctor allows it. Returns his new page. */
export async function moveSeat(
  { world, people: [, li] }: Day,
  { zhao, pages: [, page] }: Room,
): Promise<Page> {
  await answer(page, answersOfLi);
  await isOnServer(page);
  await page.context().close();
  await tileOf(zhao, li.name).getByText("离线").waitFor();
  const spare = await newPerson(world);
  await signIn(spare, world.first.url, li);
  await spare.getByText("正在另一台电脑").waitFor();
  await act(zhao, li.name, "换机");
  await zhao.getByRole("button", { name: "3座 备用" }).click();
  await zhao.getByRole("button", { name: "电脑死机" }).click();
  await zhao.getByText("已允许换到 3座").waitFor();
  await spare.locator("article").waitFor();
  await expectAnswers(spare, answersOfLi);
  await act(zhao, li.name, "记异常");
  await zhao.getByRole("button", { name: "设备故障" }).click();
  await zhao
    .getByText(/^记异常（设备故障）/)
    .first()
    .waitFor();
  return spare;
}

/** Time for everybody: the board counts who has it, the clocks show it. */
export async function extension({ qian, zhao }: Room, pages: readonly Page[]): Promise<void> {
  await chooseAll(qian);
  await qian.getByRole("button", { name: "延时／补时" }).click();
  await qian.getByText("延时", { exact: true }).click();
  await qian.getByRole("button", { name: "开考推迟" }).click();
  await qian.getByRole("button", { name: "确认给 3 人" }).click();
  await qian.getByText("延时 10 分钟：3/3 已送达").waitFor();
  for (const page of pages) {
    await page.getByText("监考人员已为您延长 10 分钟").waitFor();
    await page.getByRole("button", { name: "知道了" }).click();
    expect(await page.locator(".time-left b").innerText()).toMatch(/^01:(3|4)\d:\d\d$/);
  }
  await chooseAll(zhao);
  await zhao.getByText(/qian 延时 10分/).waitFor();
}

export async function message({ people: [wang] }: Day, { zhao, qian }: Room, page: Page): Promise<void> {
  await act(zhao, wang.name, "发消息");
  await zhao.getByRole("button", { name: "请保持安静。" }).click();
  await page.getByText("请保持安静。").waitFor();
  await zhao.getByText("发消息：1/1 已显示，0/1 已确认").waitFor();
  await page.getByRole("button", { name: "知道了" }).click();
  await zhao.getByText("发消息：1/1 已显示，1/1 已确认").waitFor();
  await qian.getByText(/zhao 发消息 /).waitFor();
}

/** Two hand in and get their receipts, the third one's paper is collected, and the proctor ends the sitting. */
export async function collect(
  { people: [, , han] }: Day,
  { qian }: Room,
  pages: readonly Page[],
): Promise<string[]> {
  const [wang, li, last] = pages;
  if (!wang || !li || !last) throw new Error("three sit");
  await answer(last, { 1: 1 });
  await isOnServer(last);
  await handIn(wang);
  await handIn(li);
  await act(qian, han.name, "强制收卷");
  await qian.getByRole("button", { name: "身体不适，放弃考试" }).click();
  await qian.getByRole("button", { name: "确认收卷" }).click();
  await last.getByText("监考人员已收卷").waitFor();
  await qian.getByText("3 人全部交卷").waitFor();
  await endSitting(qian);
  return Promise.all(pages.map(receiptNumber));
}

/** The same people sit the skills test, at the PCs where they are. */
export async function afternoon(
  { world, people }: Day,
  { qian }: Room,
  pages: readonly Page[],
): Promise<void> {
  await turnTo(qian, skills);
  for (const [index, page] of pages.entries()) {
    const person = people[index];
    if (!person) throw new Error("three sit");
    await leave(page);
    await takeSeat(page, world.first.url, person);
  }
  await qian.getByText("3/3 人已就绪").waitFor();
  await startSitting(qian);
  for (const page of pages) {
    await answer(page, { 1: 1 });
    await isOnServer(page);
    await handIn(page);
  }
  await endSitting(qian);
}
