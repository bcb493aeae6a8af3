import { type Exam, openExam, papersOf } from "@kaochang/exam-server/bench/delivery/exam.ts";
import { sleep } from "@kaochang/exam-server/bench/delivery/figures.ts";
import { arriveAll, type Seat } from "@kaochang/exam-server/bench/delivery/seat.ts";
import { startSaving } from "@kaochang/exam-server/bench/delivery/steady-room.ts";
import { percentile } from "@kaochang/exam-server/rehearsal/measures.ts";
import { atMost, type BenchResult, round } from "@kaochang/question-bank/bench/result.ts";
import type { Browser, Page } from "playwright-core";
import { launchBrowser, takeStaffDesk } from "../e2e/browser.ts";
import { framesWhile } from "./frames.ts";

const seats = 500;
const saveEveryMs = 1000;
const warmUpMs = 8000;
const windowMs = 25_000;
const tracedMs = 10_000;
/** What was sent last is shown a little later. */
const lastMs = 3000;

/** How many answers a seat had given at a moment of `Date.now()`, which server, seats and page share here. */
interface Count {
  attempt: string;
  answered: number;
  at: number;
}

/** Runs in the page: notes in `window.painted` when each seat's count of answers was painted. */
function notePaints(): void {
  const painted: Count[] = [];
  Object.assign(window, { painted });
  const touched = new Map<string, number>();
  const channel = new MessageChannel();
  channel.port1.onmessage = () => {
    const at = Date.now();
    for (const [attempt, answered] of touched) painted.push({ attempt, answered, at });
    touched.clear();
  };
  const note = (node: Node) => {
    const element = node instanceof Element ? node : node.parentElement;
    const tile = element?.closest<HTMLElement>("[data-attempt]");
    const answered = /(\d+)\/\d+/.exec(tile?.textContent ?? "")?.[1];
    if (tile?.dataset.attempt && answered) touched.set(tile.dataset.attempt, Number(answered));
  };
  new MutationObserver((mutations) => {
    for (const { target } of mutations) note(target);
    // A message that a frame sends arrives when that frame was painted.
    if (touched.size > 0) requestAnimationFrame(() => channel.port2.postMessage(null));
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
}

function takePaints(page: Page): Promise<Count[]> {
  return page.evaluate(() => (window as unknown as { painted: Count[] }).painted.splice(0));
}

/** Milliseconds from each sending to the frame that showed that count or a later one; without what was never shown. */
function delays(sent: readonly Count[], painted: readonly Count[]): number[] {
  const shown = new Map<string, Count[]>();
  for (const count of painted) shown.set(count.attempt, [...(shown.get(count.attempt) ?? []), count]);
  return sent.flatMap(({ attempt, answered, at }) => {
    const first = shown.get(attempt)?.find((count) => count.answered >= answered);
    return first ? [first.at - at] : [];
  });
}

async function openBoard(browser: Browser, { url, proctor }: Exam, sitting: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await takeStaffDesk(page, url, proctor, `/staff/proctor/${sitting}`);
  await page.locator("[data-attempt]").first().waitFor();
  await page.evaluate(notePaints);
  return page;
}

async function measured(browser: Browser, page: Page, sent: Count[]) {
  await sleep(warmUpMs);
  sent.length = 0;
  await takePaints(page);
  await sleep(windowMs);
  const given = sent.splice(0);
  await sleep(lastMs);
  const waits = delays(given, await takePaints(page));
  const frames = await framesWhile(browser, page, () => sleep(tracedMs));
  return { waits, unseen: given.length - waits.length, frames };
}

/** From a candidate's answer to the proctor's screen, on a real server with 500 seats that answer once a second. */
export async function bench(): Promise<BenchResult[]> {
  const exam = await openExam();
  const browser = await launchBrowser();
  try {
    const sitting = await exam.sitting(seats);
    const papers = papersOf(exam.dataDir);
    const taken = await arriveAll(exam.url, sitting.people);
    await sitting.start();
    const page = await openBoard(browser, exam, sitting.id);
    const sent: Count[] = [];
    const note = ({ attempt, seq }: Seat, ms: number) =>
      sent.push({ attempt, answered: seq, at: Date.now() - ms });
    const saving = startSaving(taken, ({ attempt }) => papers.get(attempt) ?? [], saveEveryMs, note);
    const { waits, unseen, frames } = await measured(browser, page, sent);
    await saving.stop();
    const what = `board: ${seats} seats answering once a second on a real server`;
    return [
      atMost(`${what}: answer to screen, p99`, round(percentile(waits, 0.99)), "ms", 1000),
      { name: `${what}: answer to screen, p95`, value: round(percentile(waits, 0.95)), unit: "ms" },
      { name: `${what}: answer to screen, p50`, value: round(percentile(waits, 0.5)), unit: "ms" },
      atMost(`${what}: answers never seen`, unseen, "", 0),
      atMost(`${what}: longest time between frames`, frames.gap, "ms", 100),
      { name: `${what}: longest task, CPU`, value: frames.cpu, unit: "ms" },
    ];
  } finally {
    await browser.close();
    await exam.close();
  }
}
