import { createHash } from "node:crypto";
import { takeDesk } from "@kaochang/exam-server/testing/seat.ts";
import {
  type Announcement,
  type ServerProcess,
  serverProcess,
} from "@kaochang/exam-server/testing/server-process.ts";
import { configKey, sebSettings } from "@kaochang/exam-server/transport/seb-settings.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressOf, arrive, launchBrowser } from "./browser.ts";

/** Chromium in the two ways in which Safe Exam Browser proves itself, against a server that demands it. */
let server: ServerProcess;
let first: Announcement;
let browser: Browser;
let key: string;

beforeAll(async () => {
  server = serverProcess({ SEB: "required" });
  first = await server.start();
  browser = await launchBrowser();
  key = configKey(sebSettings(addressOf(first.url, "")));
});
afterAll(async () => {
  await browser?.close();
  await server.end();
  server.forget();
});

const hashFor = (url: string) =>
  createHash("sha256")
    .update(url + key)
    .digest("hex");

async function seat(): Promise<Page> {
  const userAgent = "Mozilla/5.0 Chrome/120.0.0.0 Safari/537.36 SEB/3.7.0";
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: "zh-CN",
    userAgent,
  });
  return context.newPage();
}

/** The program adds its header to requests, which it does not see the handshake of a web socket among. */
async function addHeaders(page: Page, toWhat: (kind: string) => boolean): Promise<void> {
  await page.route("**/*", (route, request) => {
    const proof = { "x-safeexambrowser-configkeyhash": hashFor(request.url().split("#")[0] ?? "") };
    const added = toWhat(request.resourceType()) ? proof : {};
    return route.continue({ headers: { ...request.headers(), ...added } });
  });
}

const candidate = (place: number) => {
  const found = first.practice?.candidates[place];
  if (!found) throw new Error("the practice sitting has no such candidate");
  return found;
};

test("SEB-1 a candidate sits in the program, from its first page to the receipt, which lets it end", async () => {
  const page = await seat();
  await addHeaders(page, () => true);
  await arrive(page, first.url, candidate(0));
  const account = first.staff.find(({ roles }) => roles.includes("proctor"));
  if (!account) throw new Error("no proctor");
  const desk = await takeDesk(first.url, account);
  const sitting = first.practice?.sitting.id ?? "";
  expect(await desk.ask("start", { sitting })).toMatchObject({ ok: true });
  await page.locator(".question").waitFor();
  await page.locator(".choice").first().click();
  await page.getByRole("button", { name: "交卷" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "交卷" }).last().click();
  await page.getByRole("dialog").getByRole("button", { name: "确认交卷" }).click();
  await page.getByRole("heading", { name: "交卷回执" }).waitFor();
  await page.getByRole("button", { name: "退出安全考试浏览器" }).click();
  await page.waitForURL(addressOf(first.url, "/seb/quit"));
  desk.leave();
});

test("SEB-1 where the engine adds headers to the page alone, the page proves what it asks for", async () => {
  const page = await seat();
  await addHeaders(page, (kind) => kind === "document");
  await page.addInitScript(
    (configKeyHash) => {
      const security = { configKey: configKeyHash, updateKeys: (done: () => void) => done() };
      Object.assign(window, { SafeExamBrowser: { security } });
    },
    hashFor(addressOf(first.url)),
  );
  await page.goto(addressOf(first.url));
  const { admissionNumber, idNumber } = candidate(1);
  await page.locator("input[name=admissionNumber]").fill(admissionNumber);
  await page.locator("input[name=idNumber]").fill(idNumber);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("button", { name: "信息无误" }).waitFor();
});

test("SEB-1 another browser is shown the way to the program", async () => {
  const page = await seat();
  await page.goto(addressOf(first.url));
  await page.getByRole("heading", { name: "请用安全考试浏览器打开" }).waitFor();
});
