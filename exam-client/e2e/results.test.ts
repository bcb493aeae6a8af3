import { readFile } from "node:fs/promises";
import path from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { Sitting } from "@kaochang/exam-server/delivery/sittings.ts";
import type { PlanCandidate } from "@kaochang/exam-server/protocol/plan.ts";
import type { KeptSitting, PlanRecord } from "@kaochang/exam-server/store/plan-store.ts";
import { openSqliteStore } from "@kaochang/exam-server/store/sqlite.ts";
import { handSetDay } from "@kaochang/exam-server/testing/hand-set-day.ts";
import {
  type Announcement,
  type ServerProcess,
  serverProcess,
} from "@kaochang/exam-server/testing/server-process.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressOf, launchBrowser, newPc, takeStaffDesk } from "./browser.ts";

/** After the marking, in the browser: a key is corrected, results are released, a candidate asks for a re-check. */

let server: ServerProcess;
let first: Announcement;
let browser: Browser;
let officer: Page;
let candidate: Page;

const sitting = () => first.practice?.sitting.id ?? "";
const person = (place: number) => {
  const found = first.practice?.candidates[place];
  if (!found) throw new Error("no such candidate");
  return found;
};

async function expectAccessible(page: Page, part: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** A folder to look at screenshots in, where one is named. */
const shots = process.env.SCREENSHOTS;
async function shoot(page: Page, name: string): Promise<void> {
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

async function enterAsCandidate(page: Page): Promise<void> {
  const { admissionNumber, idNumber } = person(0);
  await page.goto(addressOf(first.url));
  await page.locator("input[name=admissionNumber]").fill(admissionNumber);
  await page.locator("input[name=idNumber]").fill(idNumber);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("heading", { name: "交卷回执" }).waitFor();
}

const planId = "ab".repeat(8);

/** A plan to which the sitting that was held belongs: its theory; its skills are still to come. */
async function planAround({ record, places }: Sitting): Promise<void> {
  const store = await openSqliteStore(path.join(server.dataDir, "kaochang.sqlite"));
  const planned = (change: Partial<KeptSitting>): KeptSitting => ({
    ...{ id: record.id, title: "理论第一场", test: "theory", form: "form-100", kind: "regular" },
    ...{ begins: "2026-05-29T09:00", minutes: 90, entryCloses: 30, handInOpens: 30, graceSeconds: 10 },
    ...{ start: "common", seatDraw: null, repeats: null },
    ...change,
  });
  const skills = planned({
    id: "cd".repeat(8),
    title: "技能第一场",
    test: "skills",
    begins: "2026-05-29T14:00",
  });
  const plan: PlanRecord = {
    ...{ id: planId, title: "电子商务师三级 2026 年第 1 批", qualification: "ecommerce-l3" },
    ...{ opens: "2026-05-29T08:00", closes: "2026-05-29T18:00", site: "第一考点", address: "", notes: "" },
    ...{ version: 1, changedBy: "officer", changedAt: 0, secret: "5".repeat(64), admissionPrefix: "2026" },
    sittings: [planned({}), skills],
    rooms: [],
    staff: [],
  };
  const put = places.map(
    ({ person }): PlanCandidate => ({
      ...{ ...person, idType: "other", extraMinutes: 0, photo: null },
      places: [record.id, skills.id].map((sitting) => ({ sitting, room: null, seat: null })),
    }),
  );
  await store.plans.create(plan);
  await store.plans.change({ ...plan, version: 2 }, { remove: [], put });
  await store.close();
}

beforeAll(async () => {
  server = serverProcess();
  first = await server.start();
  await server.end();
  const day = await handSetDay(server.dataDir, Date.now() - 4 * 3_600_000);
  for (const place of [0, 1, 2, 3]) await day.arrive(place, `10.0.3.${place + 11}`);
  await day.start();
  await day.pass(10);
  for (const place of [0, 1, 2, 3]) await day.answer(place, 1, ...Array.from({ length: 45 }, () => 5));
  await day.pass(150);
  await day.close();
  await planAround(day.sitting);
  first = {
    ...first,
    ...(await server.start(Number(new URL(first.url).port))),
    practice: first.practice,
    staff: first.staff,
  };
  browser = await launchBrowser();
  const account = first.staff.find(({ roles }) => roles.includes("officer"));
  if (!account) throw new Error("no officer");
  officer = await (await newPc(browser)).newPage();
  await takeStaffDesk(officer, first.url, account, `/staff/officer/${sitting()}`);
  candidate = await (await newPc(browser)).newPage();
}, 180_000);

afterAll(async () => {
  await browser.close();
  await server.end();
  server.forget();
});

test("MARK-4 an officer gives full marks for an item and sees first whose score changes", {
  timeout: 120_000,
}, async () => {
  await officer.getByRole("button", { name: "更正答案…" }).click();
  const drawer = officer.getByRole("dialog");
  await drawer.getByLabel("试题编号，或题干里的几个字").fill("电子商务");
  await drawer.getByRole("button", { name: "查找试题" }).click();
  await drawer.getByText(/^找到 \d+ 题/).waitFor();
  await shoot(officer, "correct-search");
  await drawer.getByRole("button", { name: "更正这道题" }).first().click();
  await shoot(officer, "correct-form");
  await drawer.getByText("送分（有这道题的考生都得满分）").click();
  await drawer.getByRole("button", { name: "看看会改变谁的成绩" }).click();
  await drawer.getByText(/人有这道题，/).waitFor();
  await expectAccessible(officer, ".ant-drawer-body");
  await drawer.getByLabel("更正的原因").fill("题干有误");
  await shoot(officer, "correct-preview");
  await drawer.getByRole("button", { name: "更正并重新评分" }).click();
  await drawer.getByText(/份作答重新评分，前后成绩都留在记录里/).waitFor();
  await officer.keyboard.press("Escape");
  await officer.getByText(/重新评分 \d+ 份。原因：题干有误/).waitFor();
});

test("RES-2 before the release the candidate's page has no score, after it the score by section and area", {
  timeout: 120_000,
}, async () => {
  await enterAsCandidate(candidate);
  await candidate.getByText("成绩尚未发布").waitFor();
  expect(await candidate.locator(".scores").innerText()).not.toMatch(/总分|合格/);
  await shoot(candidate, "score-before");
  await officer.getByText("全部作答都已评分，可以发布。").waitFor();
  await officer.getByRole("img", { name: /人达到合格线/ }).waitFor();
  await expectAccessible(officer, "main");
  await shoot(officer, "results");
  await officer.getByRole("button", { name: "发布成绩" }).click();
  await officer.getByRole("button", { name: "确认发布" }).click();
  await officer.getByText(/由 .* 发布。/).waitFor();
  await candidate.reload();
  await candidate.getByText("总分").waitFor();
  await candidate.getByRole("heading", { level: 1, name: /^成绩/ }).waitFor();
  expect(await candidate.getByText("由监考人员确认后离场").count()).toBe(0);
  await candidate.getByRole("table", { name: "按考核范围" }).waitFor();
  await expectAccessible(candidate, ".scores");
  await shoot(candidate, "score-after");
});

test("RES-3 the candidate asks for a re-check, the officer answers, the candidate reads it", {
  timeout: 120_000,
}, async () => {
  await candidate.getByLabel("复核的理由").fill("单选题得分请复核");
  await candidate.getByRole("button", { name: "提交申请" }).click();
  await candidate.getByText("正在复核，答复会显示在这里。").waitFor();
  await officer.reload();
  await officer.getByText("单选题得分请复核").waitFor();
  await officer.getByLabel(`答复 ${person(0).name} 的复核申请`).fill("已核对，成绩无误");
  await shoot(officer, "recheck");
  await officer.getByRole("button", { name: "发送答复" }).click();
  await officer.getByText("已答复").waitFor();
  await candidate.reload();
  await candidate.getByText(/已核对，成绩无误/).waitFor();
  await shoot(candidate, "recheck-answered");
});

test("RES-1 the plan's page puts both tests together, with charts, and exports them", {
  timeout: 120_000,
}, async () => {
  await officer.setViewportSize({ width: 1366, height: 1500 });
  await officer.goto(addressOf(first.url, `/staff/officer/plans/${planId}`));
  await officer.getByText("已发布，考生可查看成绩").waitFor();
  await officer.goto(addressOf(first.url, `/staff/officer/plans/${planId}/results`));
  const row = officer.getByRole("row").filter({ hasText: person(0).admissionNumber });
  await row.getByText("待定").first().waitFor();
  await officer.getByRole("img", { name: /平均得分率最高/ }).waitFor();
  await expectAccessible(officer, "main");
  await shoot(officer, "exam-results");
  const download = officer.waitForEvent("download");
  await officer.getByRole("link", { name: "导出 CSV" }).click();
  const text = await readFile(await (await download).path(), "utf8");
  expect(text.split("\r\n")[0]).toBe(
    "\uFEFF准考证号,姓名,证件类型,证件号,职业等级,理论成绩,技能成绩,评定,备注",
  );
  await row.getByRole("button").first().click();
  await officer.getByRole("dialog").getByText("职业道德").waitFor();
  await shoot(officer, "exam-results-details");
});
