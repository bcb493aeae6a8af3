import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import AxeBuilder from "@axe-core/playwright";
import { unseal } from "@kaochang/exam-server/attempt/seal.ts";
import {
  type Announcement,
  kaochang,
  type ServerProcess,
  serverProcess,
} from "@kaochang/exam-server/testing/server-process.ts";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bench as measureSize } from "../bench/size.ts";
import { addressOf, arrive, handIn, launchBrowser, newPc, startSitting, takeStaffDesk } from "./browser.ts";

type Candidate = NonNullable<Announcement["practice"]>["candidates"][number];

interface Printed {
  items: { id: string; type: string; stem: string; options?: { id: string; text: string }[] }[];
  key: Record<string, unknown>;
}

/** One sitting from the sign-in to the scores, in a real browser at a real server. */
let server: ServerProcess;
let first: Announcement;
let browser: Browser;
let proctor: Page;
const received: string[] = [];
/** What came as bytes, among it the papers. */
const sealed: Buffer[] = [];

const candidate = (seat: number): Candidate => {
  const found = first.practice?.candidates[seat - 1];
  if (!found) throw new Error(`no seat ${seat}`);
  return found;
};
const account = (role: string) => {
  const found = first.staff.find(({ roles }) => roles.includes(role));
  if (!found) throw new Error(`no ${role}`);
  return found;
};

async function verb(...args: string[]): Promise<unknown> {
  const { code, out, err } = await kaochang(...args);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out);
}

/** The paper of one practice candidate with its key, drawn anew from their seed. */
async function keyedPaper({ admissionNumber }: Candidate): Promise<Printed> {
  const sitting = first.practice?.sitting.id ?? "";
  const { seed } = (await verb(
    "sitting",
    "seed",
    sitting,
    admissionNumber,
    "--json",
    "--data-dir",
    server.dataDir,
  )) as { seed: string };
  const paper = ["--qualification", "ecommerce-l3", "--test", "theory", "--form", "form-100"];
  return (await verb("draw", ...paper, "--seed", seed, "--key", "--json")) as Printed;
}

/** Texts to choose for an item: of the key's options, or the words for true and false. */
function keyTexts({ key }: Printed, item: Printed["items"][number]): string[] {
  const right = key[item.id];
  if (typeof right === "boolean") return [right ? "正确" : "错误"];
  const ids = [right].flat();
  return (item.options ?? []).filter(({ id }) => ids.includes(id)).map(({ text }) => text);
}

const firstText = ({ options }: Printed["items"][number]) => options?.[0]?.text ?? "正确";

/** Markdown as it reads on the page. */
const plain = (text: string) => text.replaceAll(/[*`]/g, "").replaceAll(/\s+/g, "");

async function choose(page: Page, texts: string[]): Promise<void> {
  const rows = page.locator(".choice");
  const shown = (await rows.allInnerTexts()).map((text) => plain(text).replace(/^[A-I]\./, ""));
  for (const text of texts) {
    const place = shown.indexOf(plain(text));
    if (place < 0) throw new Error(`no option “${text}” among ${shown.join(" | ")}`);
    await rows.nth(place).click();
  }
}

const goNext = (page: Page) => page.getByRole("button", { name: "下一题 →" }).click();
const saved = (page: Page) =>
  page.locator(".save-line", { hasText: "已存到服务器" }).waitFor({ timeout: 30_000 });
const atQuestion = (page: Page, number: number) =>
  page.locator(`article[aria-label^="第 ${number} 题"]`).waitFor();

/** The papers that came sealed, opened with the keys that came with the start. */
function openedPapers(): string[] {
  const keys = [...received.join("\n").matchAll(/"paperKey":"([0-9a-f]{64})"/g)].map(([, key = ""]) => key);
  return [...new Set(keys)].flatMap((key) =>
    sealed.flatMap((bytes) => {
      const opened = unseal(bytes, Buffer.from(key, "hex"));
      return opened ? [gunzipSync(opened).toString()] : [];
    }),
  );
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

async function watchedPage(size?: { width: number; height: number }): Promise<Page> {
  const page = await (await newPc(browser, size)).newPage();
  page.on("response", async (response) => {
    const text = await response.text().catch(() => "");
    received.push(text);
  });
  page.on("websocket", (socket) =>
    socket.on("framereceived", ({ payload }) => {
      if (typeof payload === "string") received.push(payload);
      else sealed.push(payload);
    }),
  );
  return page;
}

beforeAll(async () => {
  server = serverProcess();
  first = await server.start();
  browser = await launchBrowser();
  proctor = await (await newPc(browser)).newPage();
  await takeStaffDesk(proctor, first.url, account("proctor"), `/staff/proctor/${first.practice?.sitting.id}`);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.end();
  server.forget();
});

describe("the first sitting", () => {
  const pages: Page[] = [];
  const pageOf = (seat: number): Page => {
    const page = pages[seat];
    if (!page) throw new Error(`no page at seat ${seat}`);
    return page;
  };

  beforeAll(async () => {
    for (const seat of [1, 2, 3, 4, 5]) {
      pages[seat] = await watchedPage();
      await arrive(pageOf(seat), first.url, candidate(seat));
    }
    await startSitting(proctor);
    for (const seat of [1, 2, 3, 4, 5]) await atQuestion(pageOf(seat), 1);
  }, 120_000);

  test("PAGE-2 the pages work where the context is not secure", async () => {
    expect(await pageOf(1).evaluate(() => [location.protocol, isSecureContext])).toEqual(["http:", false]);
    expect(await proctor.evaluate(() => isSecureContext)).toBe(false);
  });

  test("E2E-1 a candidate who chooses the keys of their own paper by their text scores 100.00", {
    timeout: 240_000,
  }, async () => {
    const page = pageOf(1);
    const printed = await keyedPaper(candidate(1));
    for (const [index, item] of printed.items.entries()) {
      await atQuestion(page, index + 1);
      await choose(page, keyTexts(printed, item));
      if (index + 1 < printed.items.length) await goNext(page);
    }
    await handIn(page);
    const officer = await (await newPc(browser)).newPage();
    await takeStaffDesk(
      officer,
      first.url,
      account("officer"),
      `/staff/officer/${first.practice?.sitting.id}`,
    );
    const row = officer.getByRole("row", { name: new RegExp(candidate(1).admissionNumber) });
    await expect.poll(() => row.innerText(), { timeout: 15_000 }).toMatch(/100[\s\S]*合格/);
    await expectAccessible(officer);
    await officer.context().close();
  });

  test("E2E-2 a mix of answers over a kill -9, a restart and a reload scores what `kaochang score` says of its log", {
    timeout: 240_000,
  }, async () => {
    const page = pageOf(2);
    const printed = await keyedPaper(candidate(2));
    for (const [index, item] of printed.items.entries()) {
      await atQuestion(page, index + 1);
      if (index % 10 !== 9) {
        await choose(page, index % 3 === 2 ? [firstText(item)] : keyTexts(printed, item));
      }
      if (index + 1 < printed.items.length) await goNext(page);
      if (index === 20 || index === 60) {
        await server.end("SIGKILL");
        await server.start(Number(new URL(first.url).port));
      }
      if (index === 40) {
        await saved(page);
        await page.reload();
        await atQuestion(page, index + 2);
      }
    }
    await handIn(page);

    const out = mkdtempSync(path.join(tmpdir(), "kaochang-export-"));
    await verb(
      "attempt",
      "export",
      candidate(2).admissionNumber,
      "--out",
      out,
      "--json",
      "--data-dir",
      server.dataDir,
    );
    const scored = (await verb(
      "score",
      "--paper",
      path.join(out, "paper.json"),
      "--responses",
      path.join(out, "responses.json"),
      "--json",
    )) as { total: number };
    const events = JSON.parse(readFileSync(path.join(out, "events.json"), "utf8")) as {
      type: string;
      data: { outcome: { total: number } };
    }[];
    expect(events.find(({ type }) => type === "scored")?.data.outcome.total).toBe(scored.total * 100);
    expect(scored.total).toBeGreaterThan(30);
    expect(scored.total).toBeLessThan(100);
    expect(await page.locator(".facts").innerText()).toContain("90 题");
  });

  test("START-2 cable out after the first item: the whole paper can be walked and answered, and all of it arrives", {
    timeout: 240_000,
  }, async () => {
    const page = pageOf(3);
    await server.end("SIGKILL");
    const total = await page.locator(".cells .cell").count();
    for (let number = 1; number <= total; number += 1) {
      await atQuestion(page, number);
      expect(await page.locator(".choice").count()).toBeGreaterThan(1);
      await page.locator(".choice").first().click();
      if (number < total) await goNext(page);
    }
    await page.locator(".save-line", { hasText: "网络中断" }).waitFor();
    await server.start(Number(new URL(first.url).port));
    await saved(page);
    await handIn(page);
    expect(await page.locator(".facts").innerText()).toContain("100 题");
  });

  test("PAGE-3 the exam can be sat by keyboard alone", { timeout: 120_000 }, async () => {
    const page = pageOf(4);
    await page.locator("article").focus();
    await page.keyboard.press("b");
    await page.locator(".choice.chosen").waitFor();
    await page.keyboard.press("m");
    await page.keyboard.press("ArrowRight");
    await atQuestion(page, 2);
    await page.keyboard.press("1");
    await page.locator(".choice.chosen").waitFor();
    await page.keyboard.press("PageDown");
    await page.keyboard.press("PageUp");
    await atQuestion(page, 2);
    await page.keyboard.press("Control+Enter");
    expect(await page.getByRole("dialog").innerText()).toContain("还有 98 题未答");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Tab");
    for (const _ of ["first", "second"]) {
      const confirm = page.getByRole("button", { name: "确认交卷" });
      await confirm.click({ trial: true });
      await confirm.focus();
      await page.keyboard.press("Enter");
    }
    await page.getByRole("heading", { name: "交卷回执" }).waitFor();
  });

  test("a double click on the first 确认交卷 hands nothing in", { timeout: 60_000 }, async () => {
    const page = pageOf(5);
    await page.getByRole("button", { name: "交卷…" }).click();
    await page.getByRole("button", { name: "确认交卷" }).dblclick();
    await page.waitForTimeout(1500);
    expect(await page.getByRole("heading", { name: "交卷回执" }).count()).toBe(0);
    expect(await page.locator("article").count()).toBe(1);
  });

  test("LEASE-1 a second tab of the same candidate says what to do and answers nothing", async () => {
    const tab = await pageOf(3).context().newPage();
    await tab.goto(addressOf(first.url));
    await tab.getByText("考试已在本机的另一个窗口打开").waitFor();
    expect(await tab.locator(".choice").count()).toBe(0);
    await tab.close();
  });

  test("SEC-2 nothing that the candidates' browsers received holds a key, an explanation or another candidate's data", async () => {
    const papers = openedPapers();
    expect(papers.length).toBeGreaterThanOrEqual(5);
    const text = [...received, ...papers].join("\n");
    expect(text.length).toBeGreaterThan(100_000);
    const printed = await keyedPaper(candidate(1));
    const full = (printed as unknown as { scoring: Record<string, { explanation: string }> }).scoring;
    for (const { explanation } of Object.values(full)) expect(text).not.toContain(explanation);
    expect(text).not.toMatch(/"(explanation|accept|tolerance|enemies|seedHash|secret|certificate|outcome)":/);
    for (const seat of [6, 7, 8]) expect(text).not.toContain(candidate(seat).admissionNumber);
    for (const seat of [1, 2, 3, 4, 5]) expect(text).not.toContain(candidate(seat).idNumber);
  });
});

describe("every page", () => {
  test("PAGE-4 has no accessibility violation that axe finds", { timeout: 120_000 }, async () => {
    const { sitting, candidates } = (await verb(
      "practice",
      "--minutes",
      "30",
      "--candidates",
      "1",
      "--json",
      "--data-dir",
      server.dataDir,
    )) as NonNullable<Announcement["practice"]>;
    const [person] = candidates;
    if (!person) throw new Error("no candidate");
    const page = await watchedPage();
    await page.goto(addressOf(first.url));
    await page.getByRole("button", { name: "登录" }).waitFor();
    await expectAccessible(page);
    await arrive(page, first.url, person);
    await expectAccessible(page);
    await proctor.goto(addressOf(first.url, "/staff/proctor"));
    await proctor.getByText(sitting.title).first().waitFor();
    await expectAccessible(proctor);
    await proctor.goto(addressOf(first.url, `/staff/proctor/${sitting.id}`));
    await startSitting(proctor);
    await atQuestion(page, 1);
    await expectAccessible(page);
    await expectAccessible(proctor);
    await page.getByRole("button", { name: "交卷…" }).click();
    await expectAccessible(page);
  });
});

describe("the built pages", () => {
  test("START-2 the page's own policy lets the pictures be shown that came sealed", async () => {
    const page = await watchedPage();
    await page.goto(addressOf(first.url));
    const width = await page.evaluate(async () => {
      const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="32" height="12"/>';
      const picture = new Image();
      picture.src = URL.createObjectURL(new Blob([drawing], { type: "image/svg+xml" }));
      await picture.decode();
      return picture.naturalWidth;
    });
    expect(width).toBe(32);
  });

  test("PAGE-1 the candidate's first load is at most 150 kB (gzip) and holds no staff code", async () => {
    for (const { value, target = 0 } of await measureSize()) {
      expect(value).toBeGreaterThan(50);
      expect(value).toBeLessThanOrEqual(target);
    }
    const page = await watchedPage();
    const loaded: string[] = [];
    page.on("request", (request) => loaded.push(request.url()));
    await page.goto(addressOf(first.url));
    await page.getByRole("button", { name: "登录" }).waitFor();
    expect(loaded.filter((url) => /staff|antd/.test(url))).toEqual([]);
  });
});
