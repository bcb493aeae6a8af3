import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { kaochang } from "@kaochang/exam-server/testing/server-process.ts";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { openPlanPage, printed } from "./officer.ts";
import { type Day, firstRoom } from "./setting-up.ts";
import { downloaded, type World } from "./world.ts";

/** The end of the exam day's story: results, and what whoever doubts the day can check without us. */

const openPlan = async (officer: Page) => {
  await officer.getByRole("link", { name: "认定计划", exact: true }).click();
  await officer.getByRole("link", { name: /电子商务师/ }).click();
};

/** The results of both tests: nothing is told before the release, and afterwards each candidate sees their own. */
export async function release(day: Day, page: Page): Promise<void> {
  const { officer, people } = day;
  await page.reload();
  await page.getByText("成绩尚未发布").first().waitFor();
  for (const test of [0, 1]) {
    await openPlanPage(officer, "成绩");
    await officer.getByRole("link", { name: "打开这个场次的成绩" }).nth(test).click();
    for (const { admissionNumber } of people) {
      const row = officer.getByRole("row", { name: new RegExp(admissionNumber) });
      expect(await row.innerText()).toMatch(/(已交卷|已收卷（监考人员）)[\s\S]*不合格/);
    }
    await officer.getByRole("button", { name: "发布成绩" }).click();
    await officer.getByRole("button", { name: "确认发布" }).click();
    await officer.getByText(/由 officer 发布。/).waitFor();
    await checkArchive(day);
    await openPlan(officer);
  }
  await page.reload();
  await page.getByText("总分").nth(1).waitFor();
  await page.getByRole("table", { name: "按考核范围" }).first().waitFor();
}

/** Downloads the archive from the results that are open; the command verifies it, and finds one changed bit. */
async function checkArchive({ world, officer }: Day): Promise<void> {
  const root = await rootOn(officer);
  const fingerprint = await officer.getByText("签名密钥的指纹").locator("code").innerText();
  const archive = await downloaded(world, officer, () =>
    officer.getByRole("link", { name: "下载档案（.zip）" }).click(),
  );
  const onPaper = ["--root", root, "--key", fingerprint];
  expect(await kaochang("archive", "verify", archive, ...onPaper)).toMatchObject({ code: 0, err: "" });
  expect((await kaochang("archive", "verify", changedCopy(world, archive))).code).not.toBe(0);
}

async function rootOn(officer: Page): Promise<string> {
  const shown = officer.getByText("全场作答记录的总校验值").locator("..").locator("code");
  return (await shown.innerText()).replaceAll(" ", "");
}

/** The same file with one bit of one byte in its middle turned. */
function changedCopy({ folder }: World, file: string): string {
  const bytes = readFileSync(file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  const copy = path.join(folder, "changed.zip");
  writeFileSync(copy, bytes);
  return copy;
}

/** 考场情况记录表 of the theory test: what both proctors sign. */
export async function incidentReport({ world, officer, people: [, li] }: Day): Promise<void> {
  await openPlanPage(officer, "成绩");
  await officer.getByRole("link", { name: "打开这个场次的成绩" }).first().click();
  const root = await rootOn(officer);
  await openPlan(officer);
  await openPlanPage(officer, "打印");
  const { pages } = await printed(world, officer, "考场情况记录表");
  const texts = pages.map(({ lines }) => lines.join("\n"));
  expect(texts.join("").replaceAll(/\s/g, "")).toContain(root);
  const [ofFirst = ""] = texts.filter((text) => text.includes(firstRoom));
  expect(ofFirst).toContain("设备故障");
  expect(ofFirst).toContain(li.name);
}
