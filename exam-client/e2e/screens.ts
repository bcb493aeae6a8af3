import { mkdirSync } from "node:fs";
import path from "node:path";
import { serverProcess } from "@kaochang/exam-server/testing/server-process.ts";
import type { Page } from "playwright-core";
import { addressOf, arrive, handIn, launchBrowser, newPc, startSitting, takeStaffDesk } from "./browser.ts";

const sizes = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
  { width: 1024, height: 600 },
];

/** Walks a practice sitting and photographs every screen at each size into a folder, for people to look at. */
export async function photograph(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const shoot = async (page: Page, name: string) => {
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.waitForTimeout(150);
      await page.screenshot({ path: path.join(folder, `${name}-${size.width}.png`) });
    }
    await page.setViewportSize({ width: 1366, height: 768 });
  };
  const server = serverProcess();
  const browser = await launchBrowser();
  try {
    const { url, staff, practice } = await server.start();
    const account = (role: string) =>
      staff.find(({ roles }) => roles.includes(role)) ?? { username: "", password: "" };
    const people = practice?.candidates ?? [];
    const proctor = await (await newPc(browser)).newPage();
    await proctor.goto(addressOf(url, "/staff"));
    await proctor.locator("input").first().waitFor();
    await shoot(proctor, "staff-sign-in");
    await takeStaffDesk(proctor, url, account("proctor"), "/staff/proctor");
    await proctor.getByText("练习").first().waitFor();
    await shoot(proctor, "proctor-sittings");
    await proctor.goto(addressOf(url, `/staff/proctor/${practice?.sitting.id}`));
    const page = await (await newPc(browser)).newPage();
    await photographArrival(page, url, people[0] ?? { admissionNumber: "", idNumber: "" }, shoot);
    for (const person of people.slice(1, 6))
      await arrive(await (await newPc(browser)).newPage(), url, person);
    await shoot(proctor, "proctor-before-start");
    await startSitting(proctor);
    await photographExam(page, shoot);
    await shoot(proctor, "proctor-running");
    await handIn(page);
    await shoot(page, "receipt");
    const officer = await (await newPc(browser)).newPage();
    await takeStaffDesk(officer, url, account("officer"), `/staff/officer/${practice?.sitting.id}`);
    await officer
      .getByText(people[0]?.admissionNumber ?? "")
      .first()
      .waitFor();
    await shoot(officer, "officer-results");
    await server.end("SIGKILL");
    await proctor.waitForTimeout(3000);
    await shoot(proctor, "proctor-offline");
  } finally {
    await browser.close();
    await server.end();
    server.forget();
  }
}

type Shoot = (page: Page, name: string) => Promise<void>;

async function photographArrival(
  page: Page,
  url: string,
  person: { admissionNumber: string; idNumber: string },
  shoot: Shoot,
) {
  await page.goto(addressOf(url));
  await page.getByLabel("准考证号").fill(person.admissionNumber);
  await page.locator("input[name=idNumber]").fill("123");
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByText("不符").waitFor();
  await shoot(page, "sign-in-refused");
  await page.locator("input[name=idNumber]").fill(person.idNumber);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("button", { name: "信息无误" }).waitFor();
  await shoot(page, "identity");
  await page.getByRole("button", { name: "信息无误" }).click();
  await page.getByLabel("我已阅读并承诺遵守").waitFor();
  await shoot(page, "rules");
  await page.locator(".rules-text").evaluate((text) => text.scrollTo(0, text.scrollHeight));
  await page.getByLabel("我已阅读并承诺遵守").check();
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByRole("heading", { name: "请等待开考" }).waitFor();
  await shoot(page, "waiting");
}

async function photographExam(page: Page, shoot: Shoot) {
  await page.locator("article").waitFor();
  for (let number = 1; number <= 58; number += 1) {
    if (number % 7 !== 0)
      await page
        .locator(".choice")
        .nth(number % 2)
        .click();
    if (number % 9 === 0) await page.keyboard.press("m");
    await page.keyboard.press("PageDown");
  }
  await page.waitForTimeout(500);
  await shoot(page, "exam-multiple");
  await page.locator(".cells .cell").nth(11).click();
  await shoot(page, "exam-single");
  await page.locator(".cells .cell").nth(80).click();
  await shoot(page, "exam-truefalse");
  await page.keyboard.press("?");
  await shoot(page, "exam-help");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "交卷…" }).click();
  await shoot(page, "review");
  await page.getByRole("button", { name: "继续答题" }).click();
}
