import path from "node:path";
import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { atMost, type BenchResult } from "@kaochang/question-bank/bench/result.ts";
import type { Browser, Page } from "playwright-core";
import { addressOf, launchBrowser } from "../e2e/browser.ts";
import { runningBoard } from "./board-seats.ts";
import { serveBoard } from "./board-server.ts";

const seats = 500;
const seconds = 12;
const longestFrame = 100;

const categories = ["devtools.timeline", "disabled-by-default-devtools.timeline.frame", "toplevel"];

/** One event of a trace of Chromium; times in microseconds. */
interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  tdur?: number;
  pid: number;
  tid: number;
  args?: { name?: string };
}

/** Every seat changes: an answer more, so its bar and its words are other ones. */
function oneMore(all: readonly BoardSeat[], turn: number): BoardSeat[] {
  return all.map((seat, index) => ({
    ...seat,
    answered: (seat.answered + turn) % seat.total,
    flagged: (index + turn) % 7,
  }));
}

/** Keeps every frame wanted, so that one that comes late is seen as a gap. */
function wantFrames(): void {
  const dot = document.createElement("i");
  dot.style.cssText = "position:fixed;left:0;top:0;width:1px;height:1px;background:#000";
  document.body.append(dot);
  const turn = (now: number) => {
    dot.style.transform = `translateX(${now % 2}px)`;
    requestAnimationFrame(turn);
  };
  requestAnimationFrame(turn);
}

/** The renderer's main thread: the one that ran the most tasks among those of that name. */
function mainTasks(events: readonly TraceEvent[]): TraceEvent[] {
  const main = new Set(
    events.flatMap(({ name, args, pid, tid }) =>
      name === "thread_name" && args?.name === "CrRendererMain" ? `${pid} ${tid}` : [],
    ),
  );
  const tasks = events.filter(
    ({ name, ph, pid, tid }) => ph === "X" && name.endsWith("RunTask") && main.has(`${pid} ${tid}`),
  );
  const count = (id: number) => tasks.filter(({ pid }) => pid === id).length;
  const [busiest] = [...new Set(tasks.map(({ pid }) => pid))].sort((a, b) => count(b) - count(a));
  return tasks.filter(({ pid }) => pid === busiest);
}

const milliseconds = (microseconds: number) => Math.round(microseconds / 100) / 10;

/** The longest time between two drawn frames, and the longest task of the main thread with its own CPU time. */
function judged(trace: Buffer) {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const frames = traceEvents
    .flatMap(({ name, ts }) => (name === "DrawFrame" ? ts : []))
    .sort((a, b) => a - b);
  const gaps = frames.slice(1).map((ts, index) => ts - (frames[index] ?? ts));
  const tasks = mainTasks(traceEvents);
  return {
    frames: frames.length,
    gap: milliseconds(Math.max(0, ...gaps)),
    task: milliseconds(Math.max(0, ...tasks.map(({ dur }) => dur ?? 0))),
    cpu: milliseconds(Math.max(0, ...tasks.map(({ tdur }) => tdur ?? 0))),
  };
}

async function measured(browser: Browser, page: Page, push: (turn: number) => void) {
  await page.evaluate(wantFrames);
  await page.waitForTimeout(1_000);
  await browser.startTracing(page, { categories });
  for (let turn = 1; turn <= seconds; turn += 1) {
    push(turn);
    await page.waitForTimeout(1_000);
  }
  return judged(await browser.stopTracing());
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
    answer: (request) => ({ ok: true, ...(request === "watch" ? whole : whole.clock) }),
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
