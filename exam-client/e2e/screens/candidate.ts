import type { Page } from "playwright-core";
import { addressOf } from "../browser.ts";
import { signIn } from "../day/candidate.ts";
import type { Camera } from "./camera.ts";

interface Person {
  admissionNumber: string;
  idNumber: string;
}

/** From the sign-in to the wait for the start. */
export async function photographArrival(page: Page, url: string, person: Person, camera: Camera) {
  await page.goto(addressOf(url));
  await page.getByLabel("准考证号").waitFor();
  await camera.ofCandidate(page, "candidate-sign-in");
  await signIn(page, url, { ...person, idNumber: "123" });
  await page.getByText("不符").waitFor();
  await camera.ofCandidate(page, "candidate-refused");
  await page.locator("input[name=idNumber]").fill(person.idNumber);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("button", { name: "信息有误，请举手" }).click();
  await page.getByRole("button", { name: "返回核对" }).waitFor();
  await camera.ofCandidate(page, "candidate-identity");
  await page.getByRole("button", { name: "返回核对" }).click();
  await page.getByRole("button", { name: "信息无误" }).click();
  await page.getByLabel("我已阅读并承诺遵守").waitFor();
  await camera.ofCandidate(page, "candidate-rules");
  await page.locator(".rules-text").focus();
  await page.keyboard.press("End");
  await page.getByLabel("我已阅读并承诺遵守").check();
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByText("已送达本机").waitFor();
  await camera.ofCandidate(page, "candidate-waiting");
}

/** Answers some dozens of questions, and looks at one of each kind, the keys and the review. */
export async function photographExam(page: Page, camera: Camera): Promise<void> {
  await page.locator("article").waitFor();
  for (let number = 1; number <= 58; number += 1) {
    const row = page.locator(".choice").nth(number % 2);
    if (number % 7 !== 0) await row.click();
    if (number % 9 === 0) await page.keyboard.press("m");
    await page.keyboard.press("PageDown");
  }
  await page.locator(".save-line", { hasText: "已存到服务器" }).waitFor();
  await camera.ofCandidate(page, "candidate-multiple");
  await page.locator(".cells .cell").nth(11).click();
  await camera.ofCandidate(page, "candidate-single");
  await page.locator(".cells .cell").nth(80).click();
  await camera.ofCandidate(page, "candidate-true-false");
  await page.keyboard.press("?");
  await camera.take(page, "candidate-keys");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "显示设置" }).click();
  await camera.take(page, "candidate-settings");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "交卷…" }).click();
  await camera.ofCandidate(page, "candidate-review");
  await page.getByRole("button", { name: "继续答题" }).click();
}
