import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import chromium, { inflate } from "@sparticuz/chromium";
import { type Browser, type BrowserContext, type Page, chromium as playwright } from "playwright-core";

/** The exam room's address: plain http and no loopback, so not a secure context, as in the room. */
export const host = "exam.test";

const quiet = [
  "no-first-run",
  "disable-quic",
  "disable-background-networking",
  "disable-component-update",
  "disable-sync",
];
const installed = ["/usr/bin/chromium", "/usr/bin/google-chrome"];

/** Throws when no Chromium runs here. */
export async function launchBrowser(): Promise<Browser> {
  return playwright.launch(await browserProgram());
}

/** How to start a Chromium of the system if there is one, else the one that comes inside an npm package. */
export async function browserProgram(): Promise<BrowserProgram> {
  const args = ["no-sandbox", "headless", `host-resolver-rules=MAP ${host} 127.0.0.1`, ...quiet].map(
    (flag) => `--${flag}`,
  );
  const executablePath = installed.find(existsSync);
  return executablePath ? { executablePath, args } : { ...(await packagedBrowser()), args };
}

export interface BrowserProgram {
  executablePath: string;
  args: string[];
  env?: Record<string, string>;
}

/** The packaged browser; on a machine that lacks its libraries (NSS), with those that come in the same package. */
async function packagedBrowser(): Promise<{ executablePath: string; env?: Record<string, string> }> {
  const executablePath = await chromium.executablePath();
  const { stdout } = spawnSync("ldd", [executablePath], { encoding: "utf8" });
  if (!stdout?.includes("not found")) return { executablePath };
  const libraries = await inflate(path.resolve("node_modules/@sparticuz/chromium/bin/al2023.tar.br"));
  return {
    executablePath,
    env: { ...process.env, LD_LIBRARY_PATH: path.join(libraries, "lib") } as Record<string, string>,
  };
}

/** A context of its own per person: another PC, as far as the server can tell. */
export function newPc(browser: Browser, size = { width: 1366, height: 768 }): Promise<BrowserContext> {
  return browser.newContext({ viewport: size, locale: "zh-CN" });
}

export function addressOf(serverUrl: string, path = "/"): string {
  return `http://${host}:${new URL(serverUrl).port}${path}`;
}

export interface Person {
  admissionNumber: string;
  idNumber: string;
}

/** From the sign-in page to waiting for the start, as a candidate does it. */
export async function arrive(page: Page, serverUrl: string, person: Person): Promise<void> {
  await page.goto(addressOf(serverUrl));
  await page.locator("input[name=admissionNumber]").fill(person.admissionNumber);
  await page.locator("input[name=idNumber]").fill(person.idNumber);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("button", { name: "信息无误" }).click();
  await page.locator(".rules-text").evaluate((text) => text.scrollTo(0, text.scrollHeight));
  await page.getByLabel("我已阅读并承诺遵守").check();
  await page.getByRole("button", { name: "下一步" }).click();
  await page.getByRole("heading", { name: "请等待开考" }).waitFor();
}

/** Signs a member of staff in and opens a page of theirs. */
export async function takeStaffDesk(
  page: Page,
  serverUrl: string,
  account: { username: string; password: string },
  path: string,
): Promise<void> {
  await page.goto(addressOf(serverUrl, path));
  await page.locator("input").first().fill(account.username);
  await page.locator("input[type=password]").fill(account.password);
  await page.locator("button[type=submit]").click();
}

/** Presses 开考 on the proctor's page, ticks what is missing, and confirms it. */
export async function startSitting(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^开\s*考$/ }).click();
  const asked = page.getByRole("dialog", { name: "开考" });
  await asked.waitFor();
  for (const gap of await asked.getByRole("checkbox").all()) await gap.check();
  await asked.getByRole("button", { name: "确认开考" }).click();
}

/** Hands in through the review, asked twice. */
export async function handIn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "交卷…" }).click();
  await page.getByRole("button", { name: "确认交卷" }).click();
  await page.getByRole("button", { name: "确认交卷" }).click();
  await page.getByRole("heading", { name: "交卷回执" }).waitFor({ timeout: 30_000 });
}
