import type { Page } from "playwright-core";
import { takeStaffDesk } from "../browser.ts";
import type { Account } from "./officer.ts";
import { newPerson, type World } from "./world.ts";

/** What a proctor does and sees on the live page. */

/** Signs in and opens a sitting by its name in the list. */
export async function takeWatch(world: World, account: Account, sitting: RegExp): Promise<Page> {
  const page = await newPerson(world);
  await takeStaffDesk(page, world.first.url, account, "/staff");
  await openSitting(page, sitting);
  return page;
}

async function openSitting(page: Page, sitting: RegExp): Promise<void> {
  await page.getByRole("heading", { name: "监考的场次" }).waitFor();
  await page.getByRole("link", { name: sitting }).click();
  await page.getByRole("heading", { name: "谁需要我" }).waitFor();
}

/** Goes from the board of one sitting to that of another. */
export async function turnTo(page: Page, sitting: RegExp): Promise<void> {
  await page.getByRole("link", { name: "← 场次列表" }).click();
  await openSitting(page, sitting);
}

export const tiles = (page: Page) => page.locator("[data-attempt]");
export const tileOf = (page: Page, name: string) => tiles(page).filter({ hasText: name });

/** Chooses one seat and presses the button of an act. */
export async function act(page: Page, name: string, what: string): Promise<void> {
  await tileOf(page, name).click();
  const panel = page.getByRole("complementary", { name: "可以做什么" });
  await panel.getByRole("button", { name: what, exact: true }).click();
}

/** Chooses nobody again: what is done then is for everybody. */
export const chooseAll = (page: Page) => page.getByRole("button", { name: "取消选择" }).click();

export async function endSitting(page: Page): Promise<void> {
  await page.getByRole("button", { name: "结束本场…" }).click();
  await page.getByRole("button", { name: "确认结束" }).click();
  await page.getByText(/^本场已结束/).waitFor();
}
