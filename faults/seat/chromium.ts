import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { browserProgram } from "@kaochang/exam-client/e2e/browser.ts";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { simulatedMachine } from "../native/shim.ts";
import { endWithSuite } from "../run/at-exit.ts";
import { until } from "../run/pause.ts";
import { type Note, noteBinding, watchPage } from "./browser-watch.ts";

const startWithinMs = 20_000;

/** Chromium on a PC of its own: one profile on disk, whose process can be killed and started again. */
export interface ChromiumPc {
  context(): BrowserContext;
  /** kill -9 of the browser and everything it started. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Sets the PC's wall clock so many milliseconds from the true one; its monotonic clock stays as it is. */
  setClock(ms: number): void;
  /** Ends it and removes the profile. */
  off(): Promise<void>;
}

export async function openChromium(heard: (note: Note) => void): Promise<ChromiumPc> {
  const profile = mkdtempSync(path.join(tmpdir(), "kaochang-profile-"));
  // Only the clock of this machine is bent; the profile stands on the true disk.
  const machine = simulatedMachine(path.join(profile, "none"), { record: false });
  const portFile = path.join(profile, "DevToolsActivePort");
  let child: ChildProcess | null = null;
  let browser: Browser | null = null;

  const start = async () => {
    const { executablePath, args, env } = await browserProgram();
    rmSync(portFile, { force: true });
    // A group of its own, so that a kill reaches the renderers too.
    child = spawn(
      executablePath,
      [...args, `--user-data-dir=${profile}`, "--remote-debugging-port=0", "about:blank"],
      { env: { ...(env ?? process.env), ...machine.env }, stdio: "ignore", detached: true },
    );
    const port = () => readFileSync(portFile, "utf8").split("\n")[0];
    if (!(await until(startWithinMs, () => existsSync(portFile) && port() !== "")))
      throw new Error("Chromium does not start");
    browser = await chromium.connectOverCDP(`http://127.0.0.1:${port()}`);
    await context().exposeFunction(noteBinding, (text: string) => heard(JSON.parse(text) as Note));
    await context().addInitScript(watchPage, noteBinding);
  };
  const context = () => {
    const own = browser?.contexts()[0];
    if (!own) throw new Error("Chromium is not running");
    return own;
  };
  const kill = async () => {
    const ending = child;
    child = null;
    if (!ending?.pid) return;
    const gone = new Promise((resolve) => ending.once("exit", resolve));
    process.kill(-ending.pid, "SIGKILL");
    await gone;
    await browser?.close().catch(() => {});
  };

  const callOff = endWithSuite(() => child?.pid && process.kill(-child.pid, "SIGKILL"));
  await start();
  return {
    context,
    kill,
    start,
    setClock: machine.shiftWallClock,
    async off() {
      await kill();
      callOff();
      machine.forget();
      // Its children may still be letting go of their files.
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
