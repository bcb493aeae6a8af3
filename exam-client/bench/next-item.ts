import { percentile } from "@kaochang/exam-server/rehearsal/measures.ts";
import { atMost, type BenchResult, round } from "@kaochang/question-bank/bench/result.ts";
import { openHarness } from "../e2e/harness-browser.ts";

const presses = 180;
const frame = 16;

/**
 * Runs in the page. A key is pressed at the beginning of a frame; the message that arrives after the
 * frame was painted ends the measurement, so script, style, layout and paint are all in it.
 */
function pressAndPaint(key: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const number = () => document.querySelector(".stem .number")?.textContent;
    requestAnimationFrame(() => {
      const before = number();
      const begun = performance.now();
      const channel = new MessageChannel();
      channel.port1.onmessage = () => {
        if (number() === before) reject(new Error(`the question stayed at ${before}`));
        resolve(performance.now() - begun);
      };
      document.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      channel.port2.postMessage(null);
    });
  });
}

/** From a key press to the next question painted, in a paper of 190 items, in milliseconds. */
export async function bench(): Promise<BenchResult[]> {
  const { browser, url, close } = await openHarness();
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.goto(`${url}?paper=190`);
    await page.waitForSelector(".question");
    const times: number[] = [];
    for (let press = 0; press < presses; press += 1)
      times.push(await page.evaluate(pressAndPaint, "ArrowRight"));
    return [
      atMost(
        "client: key press to next question painted, 190 items, p95",
        round(percentile(times, 0.95)),
        "ms",
        frame,
      ),
      { name: "client: the same, median", value: round(percentile(times, 0.5)), unit: "ms" },
    ];
  } finally {
    await close();
  }
}
