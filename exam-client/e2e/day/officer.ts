import { readFileSync } from "node:fs";
import { type PdfFile, readPdf } from "@kaochang/exam-server/testing/pdf-text.ts";
import { type Cells, workbook } from "@kaochang/exam-server/testing/roster-files.ts";
import type { Page } from "playwright-core";
import { chooseFiles, downloaded, fileIn, type World } from "./world.ts";

/** What an officer does on the pages of a plan, by clicking and typing. */

export const openPlanPage = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "认定计划的各页" }).getByRole("link", { name, exact: true }).click();

const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();

interface Place {
  site: string;
  address: string;
  /** Whether candidates may come as long as a sitting lasts. */
  entryOpen?: boolean;
}

/** A plan with the usual terms, in which candidates may hand in as soon as they like. */
export async function makePlan(page: Page, place: Place): Promise<void> {
  await press(page, "新建认定计划");
  await page.getByLabel("考点", { exact: true }).fill(place.site);
  await page.getByLabel("考点地址").fill(place.address);
  await page.getByLabel("准考证上的注意事项").fill("请提前 30 分钟到场");
  for (const field of await page.getByLabel("开考后多少分钟可以交卷").all()) await field.fill("0");
  if (place.entryOpen) {
    for (const box of await page.getByLabel("一直可以入场").all()) await box.check();
  }
  await press(page, "保存认定计划");
  await page.getByText("名单里还没有考生").waitFor();
}

/** Opens a roster file on the roster's page and has it checked; nothing is written yet. */
export async function checkRoster(
  world: World,
  page: Page,
  rows: Cells[],
  photos: string[] = [],
): Promise<void> {
  const { bytes } = await workbook(rows);
  await chooseFiles(page, "选择名单文件…", [fileIn(world, "报名表.xlsx", bytes as Uint8Array)]);
  if (photos.length > 0) await chooseFiles(page, "选择照片（可不选）…", photos);
  await press(page, "上传并检查");
  await page.getByText(/^✓ 可以导入 \d+ 行$/).waitFor();
}

export interface RoomShape {
  rows: number;
  columns: number;
  place: string;
  /** Seats that are taken away, by the numbers that they have before. */
  gone?: string[];
  spare: string[];
}

export async function addRoom(page: Page, shape: RoomShape): Promise<void> {
  await press(page, "添加考场");
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("位置").fill(shape.place);
  await drawer.getByLabel("行数（前后）").fill(String(shape.rows));
  await drawer.getByLabel("列数（左右）").fill(String(shape.columns));
  const seat = (number: string) => drawer.getByRole("button", { name: `${number} 号座`, exact: true });
  for (const number of shape.gone ?? []) await seat(number).click();
  await drawer.getByText("设为或取消备用机").click();
  for (const number of shape.spare) await seat(number).click();
  await drawer.getByText(`备用机 ${shape.spare.length} 台`).waitFor();
  await drawer.getByRole("button", { name: "保存", exact: true }).click();
  await drawer.waitFor({ state: "detached" });
}

export interface Account {
  username: string;
  password: string;
}

/** A new account for a proctor, with the password as it is shown this once. */
export async function makeAccount(page: Page, username: string): Promise<Account> {
  await page.getByLabel("新账号").fill(username);
  await press(page, "新建账号");
  const shown = page.getByRole("status").filter({ hasText: `${username} 的密码` });
  return { username, password: await shown.locator("code").innerText() };
}

export async function assignProctor(
  page: Page,
  { username, name, rooms }: { username: string; name: string; rooms: string[] | "all" },
): Promise<void> {
  await press(page, "安排监考人员");
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("combobox", { name: "监考账号" }).click();
  await page.getByTitle(username, { exact: true }).click();
  await drawer.getByLabel("姓名").fill(name);
  if (rooms === "all") await drawer.getByLabel("全部考场（总监考）").check();
  else {
    await drawer.getByRole("combobox", { name: "负责的考场" }).click();
    for (const room of rooms) await page.getByTitle(room, { exact: true }).click();
    await page.keyboard.press("Escape");
  }
  await drawer.getByRole("button", { name: "保存", exact: true }).click();
  await drawer.waitFor({ state: "detached" });
}

/** Makes a document on the page 打印 and saves it, as it is then found in the folder. */
export async function printed(world: World, page: Page, name: string): Promise<PdfFile> {
  await press(page, `生成${name}`);
  const card = page.getByRole("region", { name, exact: true });
  await card.getByText("已生成").waitFor();
  const file = await downloaded(world, page, () => card.getByRole("link", { name: "保存到本机" }).click());
  return readPdf(readFileSync(file));
}

/** Draws the seats of every sitting of the plan, on the page 座位. */
export async function drawSeats(page: Page): Promise<void> {
  const sittings = page.getByRole("radiogroup", { name: "场次" }).locator("label");
  await sittings.first().waitFor();
  for (const sitting of await sittings.all()) {
    await sitting.click();
    await press(page, "给没有座位的人排座");
    await page.getByText(/^排好了 \d+ 人。$/).waitFor();
    await page.getByText("抽签种子").waitFor();
  }
}

/** Draws and seals the papers of every sitting of the plan, on the page 试卷. */
export async function drawPapers(page: Page): Promise<void> {
  await page.getByText("题库够抽每个场次的试卷").waitFor();
  const drawn = page.getByText(/^✓ \d+ 份试卷已抽好并封存。$/);
  const sections = await page.getByRole("button", { name: "抽取试卷…" }).count();
  for (let done = 0; done < sections; done++) {
    await page.getByRole("button", { name: "抽取试卷…" }).first().click();
    await page.getByRole("button", { name: "确认抽取" }).click();
    await drawn.nth(done).waitFor();
  }
}
