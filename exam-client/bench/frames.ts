import { round } from "@kaochang/question-bank/bench/result.ts";
import type { Browser, Page } from "playwright-core";

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

const milliseconds = (microseconds: number) => round(microseconds / 1000);

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

/** Traces Chromium while the task runs. Times in milliseconds. */
export async function framesWhile(browser: Browser, page: Page, task: () => Promise<void>) {
  await page.evaluate(wantFrames);
  await page.waitForTimeout(1_000);
  await browser.startTracing(page, { categories });
  await task();
  return judged(await browser.stopTracing());
}
