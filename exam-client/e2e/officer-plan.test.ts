import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { idNumberOf } from "@kaochang/exam-server/testing/plan-server.ts";
import { type Cells, picture, workbook, zipOf } from "@kaochang/exam-server/testing/roster-files.ts";
import {
  type Announcement,
  kaochang,
  type ServerProcess,
  serverProcess,
} from "@kaochang/exam-server/testing/server-process.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, newPc, takeStaffDesk } from "./browser.ts";

/** An officer who sets an exam day up in the browser, on a real server, without anybody's help. */

let server: ServerProcess;
let first: Announcement;
let browser: Browser;
let folder: string;
let page: Page;
/** What pages of the staff tried against the content security policy. */
const forbidden: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "kaochang-desk-"));
  server = serverProcess();
  first = await server.start();
  browser = await launchBrowser();
  page = await officersPage(accountOf("officer"));
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.end();
  server.forget();
  rmSync(folder, { recursive: true });
});

function accountOf(role: string) {
  const found = first.staff.find(({ roles }) => roles.includes(role));
  if (!found) throw new Error(`no ${role}`);
  return found;
}

async function officersPage(account: { username: string; password: string }): Promise<Page> {
  const opened = await (await newPc(browser)).newPage();
  await opened.exposeFunction("tellForbidden", (what: string) => forbidden.push(what));
  await opened.addInitScript(
    `addEventListener("securitypolicyviolation", (event) => tellForbidden(event.violatedDirective + event.blockedURI))`,
  );
  await takeStaffDesk(opened, first.url, account, "/staff/officer/plans");
  await opened.getByRole("heading", { name: "认定计划" }).waitFor();
  return opened;
}

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const openPage = (name: string) =>
  page.getByRole("navigation", { name: "认定计划的各页" }).getByRole("link", { name }).click();

async function expectAccessible() {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** Chooses files as an officer does: by the button, in the browser's own window. */
async function choose(name: string, files: string[]) {
  const chooser = page.waitForEvent("filechooser");
  await button(name).click();
  await (await chooser).setFiles(files);
}

async function fileOf(name: string, bytes: Uint8Array | string): Promise<string> {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

const header: Cells = ["姓名", "证件号", "准考证号"];
const people: Cells[] = ["王小明", "李雷", "韩梅梅", "赵敏"].map((name, n) => [
  name,
  idNumberOf(n + 1),
  `2026001${n}`,
]);
/** The last digit of an ID number is a check digit: another one in its place is wrong. */
const misspelt = (idNumber: string) => `${idNumber.slice(0, -1)}${idNumber.endsWith("1") ? "2" : "1"}`;

test("a staff page tries nothing that its content security policy forbids", async () => {
  await page.reload();
  await page.getByRole("heading", { name: "认定计划" }).waitFor();
  expect(forbidden).toEqual([]);
});

test("OFF-1 an officer makes a plan with the usual terms filled in", { timeout: 120_000 }, async () => {
  await page.getByText("还没有认定计划").waitFor();
  await expectAccessible();
  await button("新建认定计划").click();
  await page.getByLabel("考点", { exact: true }).fill("第一考点");
  const spans = page.getByLabel("考试时长（分钟）");
  expect([await spans.first().inputValue(), await spans.last().inputValue()]).toEqual(["90", "120"]);
  await page.getByTitle("专业技能考核（机考·情景操作题）（25 题）").waitFor();
  await page.getByRole("checkbox", { name: "专业技能考核" }).uncheck();
  const begins = page.getByLabel("开考时间");
  const usual = await begins.inputValue();
  await begins.fill(`2020${usual.slice(4)}`);
  await button("保存认定计划").click();
  await page.getByRole("alert").getByText("没有保存，什么都没有改变").waitFor();
  await expectAccessible();
  await begins.fill(usual);
  await button("保存认定计划").click();
  const steps = page.getByRole("list").filter({ hasText: "计划" }).first();
  await steps.getByText("还没有考生，请导入名单").waitFor();
  expect(await steps.getByRole("listitem").allInnerTexts()).toHaveLength(9);
  await page.getByText("名单里还没有考生").waitFor();
  await expectAccessible();
});

test("OFF-1 a workbook with a bad row is shown with its cell, mended, and imported", {
  timeout: 120_000,
}, async () => {
  const [last, ...others] = [...people].reverse();
  const wrong = [String(last?.[0]), misspelt(String(last?.[1])), String(last?.[2])];
  const bad = await workbook([header, ...others.reverse(), wrong]);
  const good = await workbook([header, ...people]);
  const photo = await picture(300, 420);
  await openPage("名单");
  await choose("选择名单文件…", [await fileOf("报名表.xlsx", bad.bytes as Uint8Array)]);
  await button("上传并检查").click();
  await page.getByText("可以导入 3 行").waitFor();
  expect(await page.getByRole("row", { name: /B5/ }).innerText()).toMatch(/校验/);
  expect(await button("确认导入 3 人").isDisabled()).toBe(true);
  await expectAccessible();
  await button("不导入，放弃这份文件").click();
  await page.getByText("没有考生。").waitFor();

  await choose("选择名单文件…", [await fileOf("报名表.xlsx", good.bytes as Uint8Array)]);
  await choose("选择照片（可不选）…", [await fileOf("照片.zip", zipOf({ "20260010.jpg": photo }))]);
  await button("上传并检查").click();
  await page.getByText("照片 1 张，对上 1 人").waitFor();
  await button("确认导入 4 人").click();
  await page.getByText("已导入 4 人。").waitFor();
  await page.getByAltText("王小明的照片").waitFor();
  await button("修改韩梅梅").click();
  await page.getByLabel("加时（分钟）").fill("20");
  await button("保存").click();
  await page
    .getByRole("row", { name: /韩梅梅/ })
    .getByText("20 分钟")
    .waitFor();
  await expectAccessible();
});

test("OFF-1 rooms are drawn, watched, and filled by a seed that is shown", { timeout: 120_000 }, async () => {
  await page.getByText("下一步「座位」：还没有考场").getByRole("link").click();
  await button("添加考场").click();
  await page.getByLabel("行数（前后）").fill("2");
  await page.getByLabel("列数（左右）").fill("3");
  await page.getByRole("button", { name: "2 号座", exact: true }).click();
  await page.getByRole("dialog").getByText("可坐 5 人").waitFor();
  await expectAccessible();
  await button("保存").click();
  await page.getByText("1 个考场，可坐 5 人").waitFor();

  await openPage("监考");
  for (const username of ["jiankao1", "jiankao2"]) {
    await page.getByLabel("新账号").fill(username);
    await button("新建账号").click();
    await page.getByText(`${username} 的密码`).waitFor();
    await button("安排监考人员").click();
    await page.getByRole("combobox", { name: "监考账号" }).click();
    await page.getByTitle(username, { exact: true }).click();
    await page.getByRole("combobox", { name: "负责的考场" }).click();
    await page.getByTitle("第 1 考场").click();
    await page.keyboard.press("Escape");
    await button("保存").click();
    await page
      .getByRole("row", { name: new RegExp(username) })
      .first()
      .waitFor();
  }
  await page.getByText("✓ 够").waitFor();
  await expectAccessible();

  const field = page.getByLabel("新账号");
  await field.fill("zhao\nzhang san");
  await page.getByRole("alert").getByText("第 2 行“zhang san”不能作账号名").waitFor();
  expect(await button("新建账号").isDisabled()).toBe(true);
  await expectAccessible();
  await field.fill("jiankao1");
  await button("新建账号").click();
  const taken = page.getByRole("alert").getByText("已经有名为“jiankao1”的账号");
  await taken.waitFor();
  await button("给 jiankao1 换新密码").click();
  await page.getByRole("tooltip").getByRole("button", { name: "换新密码" }).click();
  await taken.waitFor({ state: "detached" });

  await openPage("座位");
  await button("给没有座位的人排座").click();
  await page.getByText("排好了 4 人。").waitFor();
  await page.getByText("抽签种子").waitFor();
  const wang = page.getByRole("button", { name: /座\s*王小明$/ });
  const [left = ""] = (await wang.innerText()).split("\n");
  await wang.click();
  await page.getByRole("button", { name: /座\s*空$/ }).click();
  await page.getByRole("button", { name: new RegExp(`^${left}\\s*空$`) }).waitFor();
  await wang.waitFor();
  await expectAccessible();
});

test("OFF-1 papers are drawn, and only the rehearsal is missing then", { timeout: 120_000 }, async () => {
  await openPage("试卷");
  await page.getByText("题库够抽每个场次的试卷").waitFor();
  await button("抽取试卷…").click();
  await button("确认抽取").click();
  await page.getByText("4 份试卷已抽好并封存。").waitFor({ timeout: 60_000 });
  await page.getByText("抽题密钥的 SHA-256").waitFor();
  await expectAccessible();

  await openPage("打印");
  await button("生成准考证").click();
  await page.getByText("已生成，共 4 份。").waitFor({ timeout: 60_000 });
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "保存到本机" }).click();
  expect((await saved).suggestedFilename()).toMatch(/准考证.*\.pdf$/);
  await expectAccessible();

  await openPage("进度");
  await page.getByText("还有 1 项没有完成").waitFor();
  const missing = page.getByRole("listitem").filter({ hasText: "缺少" });
  expect(await missing.allInnerTexts()).toEqual([expect.stringMatching(/还没有演练过/)]);
});

test("OFF-1 when another officer was faster, what was typed stays beside what the other saved", {
  timeout: 120_000,
}, async () => {
  const { out } = await kaochang(
    ...["staff", "password", "wang", "--roles", "officer", "--json", "--data-dir", server.dataDir],
  );
  const other = await officersPage(JSON.parse(out) as { username: string; password: string });
  await other.goto(page.url());
  await button("修改基本信息").click();
  await other.getByRole("button", { name: "修改基本信息" }).click();
  await other.getByLabel("考点地址").fill("实训楼");
  await other.getByRole("button", { name: "保存", exact: true }).click();
  await other.getByText("第一考点 · 实训楼").waitFor();

  await page.getByLabel("准考证上的注意事项").fill("请提前 30 分钟到场");
  await button("保存").click();
  await page.getByText("另一位考务人员（wang）刚刚修改了这个认定计划").waitFor();
  await expectAccessible();
  await button("读取最新内容").click();
  expect(await page.getByLabel("考点地址").inputValue()).toBe("实训楼");
  expect(await page.getByLabel("准考证上的注意事项").inputValue()).toBe("请提前 30 分钟到场");
  await button("保存").click();
  await page.getByText("第一考点 · 实训楼").waitFor();
  await page.getByText("请提前 30 分钟到场").waitFor();
});
