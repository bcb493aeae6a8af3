import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { runningBoard } from "../bench/board-seats.ts";
import { serveBoard } from "../bench/board-server.ts";
import { addressOf, launchBrowser, newPc } from "./browser.ts";

/** The board of 500 seats, as built, beside a server that shows what it is told. */

const whole = runningBoard(500, 50);
let browser: Browser;
let server: Awaited<ReturnType<typeof serveBoard>>;
let page: Page;

beforeAll(async () => {
  browser = await launchBrowser();
  server = await serveBoard(path.resolve("exam-client", "dist"), {
    whole,
    answer: (name) => ({ ok: true, reached: 1, incidents: [], ...(name === "watch" ? whole : whole.clock) }),
  });
}, 60_000);
beforeEach(async () => {
  page = await (await newPc(browser)).newPage();
  await page.goto(addressOf(`http://board:${server.port}`, server.path));
  await page.locator("[data-attempt]").first().waitFor();
  return () => page.context().close();
});
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** Attempts of the tiles or rows whose elements were touched, from now until it is asked. */
async function touched(act: () => Promise<void>): Promise<string[]> {
  await page.evaluate(() => {
    const seen = new Set<string>();
    const observer = new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        const attempt = element?.closest<HTMLElement>("[data-attempt]")?.dataset.attempt;
        if (attempt !== undefined) seen.add(attempt);
      }
    });
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    Object.assign(window, { touchedSeats: seen });
  });
  await act();
  return page.evaluate(() => [...(window as unknown as { touchedSeats: Set<string> }).touchedSeats]);
}

const changed = (index: number, answered: number) => {
  const seat = whole.seats[index];
  if (!seat) throw new Error("no such seat");
  return { ...seat, answered };
};

test("BOARD-3 a push of two seats among 500 draws two tiles again", async () => {
  const seats = await touched(async () => {
    server.push([changed(3, 98), changed(60, 99)]);
    await page.getByText("已答 99/100").waitFor({ state: "attached" });
  });
  expect(seats.sort()).toEqual(["a3", "a60"]);
});

test("BOARD-3 choosing another seat draws the two that it concerns", async () => {
  const tile = (index: number) => page.locator(`[data-attempt=a${index}]`);
  await tile(5).click();
  const seats = await touched(async () => {
    await tile(6).click();
    await page.locator("[data-attempt=a6][aria-pressed=true]").waitFor();
  });
  expect(seats.sort()).toEqual(["a5", "a6"]);
});

test("BOARD-3 the table of 500 holds the rows in sight, tells how many there are, and reaches the last", async () => {
  await page.keyboard.press("t");
  const rows = page.getByRole("row");
  await rows.nth(1).waitFor();
  expect(await rows.count()).toBeLessThan(60);
  const table = page.getByRole("grid");
  expect(await table.getAttribute("aria-rowcount")).toBe("501");
  await table.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  expect(await page.locator("[aria-selected=true]").getAttribute("aria-rowindex")).toBe("3");
  await page.locator("[data-attempt=a1]").hover();
  await page.mouse.wheel(0, 100_000);
  await page.locator("[data-attempt=a499]").waitFor();
  expect(await page.locator("[data-attempt=a499]").getAttribute("aria-rowindex")).toBe("501");
});

test("BOARD-1 a row that drops at once is one line, and leads to its seats", async () => {
  server.push(
    [8, 9, 10, 11, 12, 13, 14, 15].map((index) => ({
      ...changed(index, 40),
      state: "offline" as const,
      since: 1_795_000,
    })),
  );
  await page.getByText("网线或交换机：2 号排全部离线").click();
  await page.getByRole("heading", { name: "选定的 8 个座位" }).waitFor();
  server.push(whole.seats);
  await page.getByText("全部正常 · 500 人作答中").waitFor();
});

test("BOARD-2 seats are chosen by a band, by a row's number, by keys, and by rooms", async () => {
  const box = await page.locator("[data-attempt=a0]").boundingBox();
  const far = await page.locator("[data-attempt=a9]").boundingBox();
  if (!box || !far) throw new Error("no tiles");
  await page.mouse.move(box.x - 3, box.y - 3);
  await page.mouse.down();
  await page.mouse.move(far.x + far.width / 2, far.y + far.height / 2, { steps: 4 });
  await page.mouse.up();
  await page.getByRole("heading", { name: "选定的 4 个座位" }).waitFor();
  await page.getByRole("button", { name: "选整排：3 排" }).first().click();
  await page.getByRole("heading", { name: "选定的 8 个座位" }).waitFor();
  await page.locator("[data-attempt=a0]").click();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowDown");
  await page.getByRole("heading", { name: "选定的 9 个座位" }).waitFor();
  await page.getByRole("button", { name: "02 考场" }).first().click();
  await page.keyboard.press("Control+a");
  await page.getByRole("heading", { name: "选定的 50 个座位" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("heading", { name: "02 考场 50 人", exact: true }).waitFor();
});
