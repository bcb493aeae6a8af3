import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  type Announcement,
  type ServerProcess,
  serverProcess,
} from "@kaochang/exam-server/testing/server-process.ts";
import type { Browser, Download, Page } from "playwright-core";
import { launchBrowser, newPc } from "../browser.ts";

/** Slow machines are waited for; only what never comes fails. */
const patienceMs = 120_000;

/** A server process, a browser in which every person has a context of their own, and a folder for files. */
export interface World {
  server: ServerProcess;
  first: Announcement;
  browser: Browser;
  folder: string;
}

/** `settings`: of the server, from its environment. */
export async function openWorld(settings: Record<string, string> = {}): Promise<World> {
  const server = serverProcess(settings);
  const first = await server.start();
  const folder = mkdtempSync(path.join(tmpdir(), "kaochang-day-"));
  return { server, first, browser: await launchBrowser(), folder };
}

export async function closeWorld({ server, browser, folder }: World): Promise<void> {
  await browser.close();
  await server.end();
  server.forget();
  rmSync(folder, { recursive: true, force: true });
}

/** The page of one more person at a PC of their own. */
export async function newPerson({ browser }: World): Promise<Page> {
  const context = await newPc(browser);
  context.setDefaultTimeout(patienceMs);
  return context.newPage();
}

/** Photographs every page that is open, for whoever asks why a test failed; returns the folder. */
export async function photographPages({ browser }: World): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "kaochang-day-failed-"));
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [index, page] of pages.entries()) {
    await page.screenshot({ path: path.join(folder, `${index + 1}.png`) }).catch(() => {});
  }
  return folder;
}

export function fileIn({ folder }: World, name: string, bytes: Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}

/** Chooses files as people do: by the page's button, in the browser's own window. */
export async function chooseFiles(page: Page, button: string, files: string[]): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: button }).click();
  await (await chooser).setFiles(files);
}

/** Does what begins a download and keeps the file. */
export async function downloaded({ folder }: World, page: Page, act: () => Promise<void>): Promise<string> {
  const begun: Promise<Download> = page.waitForEvent("download");
  await act();
  const download = await begun;
  const file = path.join(folder, download.suggestedFilename());
  await download.saveAs(file);
  return file;
}
