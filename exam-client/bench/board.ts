import path from "node:path";
import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { atMost, type BenchResult } from "@kaochang/question-bank/bench/result.ts";
import type { Browser, Page } from "playwright-core";
import { addressOf, launchBrowser } from "../e2e/browser.ts";
import { runningBoard } from "./board-seats.ts";
import { serveBoard } from "./board-server.ts";
import { framesWhile } from "./frames.ts";

const seats = 500;
const seconds = 12;
const longestFrame = 100;

/** Every seat changes: an answer more, so its bar and its words are other ones. */
function oneMore(all: readonly BoardSeat[], turn: number): BoardSeat[] {
  return all.map((seat, index) => ({
    ...seat,
    answered: (seat.answered + turn) % seat.total,
    flagged: (index + turn) % 7,
  }));
}

function measured(browser: Browser, page: Page, push: (turn: number) => void) {
  return framesWhile(browser, page, async () => {
    for (let turn = 1; turn <= seconds; turn += 1) {
      push(turn);
      await page.waitForTimeout(1_000);
    }
  });
}

interface Case {
  name: string;
  perRoom: number;
  table: boolean;
}

const cases: Case[] = [
  { name: "map, 10 rooms of 50", perRoom: 50, table: false },
  { name: "map, one room of 500", perRoom: 500, table: false },
  { name: "table", perRoom: 50, table: true },
];

async function run(browser: Browser, { name, perRoom, table }: Case): Promise<BenchResult[]> {
  const whole = runningBoard(seats, perRoom);
  const server = await serveBoard(path.resolve("exam-client", "dist"), {
    whole,
    answer: (request) => ({ ok: true, incidents: [], ...(request === "watch" ? whole : whole.clock) }),
  });
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  try {
    await page.goto(addressOf(`http://board:${server.port}`, server.path));
    await page.locator("[data-attempt]").first().waitFor();
    if (table) await page.keyboard.press("t");
    const { frames, gap, task, cpu } = await measured(browser, page, (turn) =>
      server.push(oneMore(whole.seats, turn)),
    );
    const what = `board: ${seats} seats each changing once a second, ${name}`;
    return [
      atMost(`${what}: longest time between frames`, gap, "ms", longestFrame),
      { name: `${what}: longest task`, value: task, unit: "ms" },
      { name: `${what}: longest task, CPU`, value: cpu, unit: "ms" },
      { name: `${what}: frames drawn`, value: frames, unit: "frames" },
    ];
  } finally {
    await page.close();
    await server.close();
  }
}

/** How smooth a board of 500 live seats is on the built page, read from a trace of Chromium. */
export async function bench(): Promise<BenchResult[]> {
  const browser = await launchBrowser();
  try {
    const results: BenchResult[] = [];
    for (const one of cases) results.push(...(await run(browser, one)));
    return results;
  } finally {
    await browser.close();
  }
}
