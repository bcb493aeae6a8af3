import type { Page } from "playwright-core";
import { addressOf } from "../browser.ts";

/** What a candidate does and sees in the exam. */

/** Question → place of the option that was chosen, both from 1. */
export type Chosen = Record<number, number>;

const atQuestion = (page: Page, number: number) =>
  page.locator(`article[aria-label^="第 ${number} 题"]`).waitFor();

async function goTo(page: Page, number: number): Promise<void> {
  await page
    .locator(".cells .cell")
    .nth(number - 1)
    .click();
  await atQuestion(page, number);
}

export async function answer(page: Page, chosen: Chosen): Promise<void> {
  for (const [number, option] of Object.entries(chosen)) {
    await goTo(page, Number(number));
    const row = page.locator(".choice").nth(option - 1);
    await row.click();
    await page.locator(".choice.chosen").waitFor();
  }
}

export const isOnServer = (page: Page) => page.locator(".save-line", { hasText: "已存到服务器" }).waitFor();

/** Walks to these questions and looks at what is chosen there, and how many are answered in all. */
export async function answersAt(
  page: Page,
  numbers: readonly number[],
): Promise<{ chosen: Chosen; count: number }> {
  const chosen: Chosen = {};
  for (const number of numbers) {
    await goTo(page, number);
    const marks = await page
      .locator(".choice")
      .evaluateAll((rows) => rows.map((row) => row.classList.contains("chosen")));
    chosen[number] = marks.indexOf(true) + 1;
  }
  return { chosen, count: await page.locator(".cell.answered:not(.sample)").count() };
}

/** Signs in as the ticket and the ID card say; nothing is confirmed yet. */
export async function signIn(
  page: Page,
  url: string,
  person: { admissionNumber: string; idNumber: string },
): Promise<void> {
  await page.goto(addressOf(url));
  await page.getByLabel("准考证号").fill(person.admissionNumber);
  await page.getByLabel("证件号", { exact: true }).fill(person.idNumber);
  await page.getByRole("button", { name: "登录" }).click();
}

/** From the sign-in page to waiting for the start: the person is checked, the rules are read to their end. */
export async function takeSeat(
  page: Page,
  url: string,
  person: { name: string; admissionNumber: string; idNumber: string },
): Promise<void> {
  await signIn(page, url, person);
  await page.getByRole("definition").filter({ hasText: person.name }).waitFor();
  await page.getByRole("button", { name: "信息无误" }).click();
  await page.locator(".rules-text").focus();
  await page.keyboard.press("End");
  await page.getByLabel("我已阅读并承诺遵守").check();
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByRole("heading", { name: "请等待开考" }).waitFor();
  await page.getByText("已送达本机").waitFor();
}

/** The number on the receipt that the page shows. */
export const receiptNumber = async (page: Page): Promise<string> => {
  await page.getByRole("heading", { name: "交卷回执" }).waitFor();
  return page.locator(".facts dd").first().innerText();
};

/** Signs out after the receipt, as the proctor does before the next test. */
export async function leave(page: Page): Promise<void> {
  await page.getByRole("button", { name: "退出登录（由监考人员操作）" }).click();
  await page.getByRole("button", { name: "确定退出？" }).click();
  await page.getByRole("heading", { name: "考生登录" }).waitFor();
}
