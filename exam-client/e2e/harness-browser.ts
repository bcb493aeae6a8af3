import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import chromium from "@sparticuz/chromium";
import react from "@vitejs/plugin-react";
import { type Browser, chromium as playwright } from "playwright-core";
import { build, type InlineConfig, preview } from "vite";

const quiet = [
  "no-first-run",
  "disable-quic",
  "disable-background-networking",
  "disable-component-update",
  "disable-sync",
];

/** A Chromium in which http://exam.test is this machine and, as in an exam room, not a secure context. */
async function launchBrowser(): Promise<Browser> {
  const args = ["no-sandbox", "headless", "host-resolver-rules=MAP exam.test 127.0.0.1", ...quiet];
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: args.map((flag) => `--${flag}`),
  });
}

/** The harness page, built as the real page is and served to a browser until `close`. */
export async function openHarness() {
  // From the repository's root, where npm scripts run: a bundled bench has another import.meta.url.
  const here = path.resolve("exam-client", "e2e");
  const outDir = await mkdtemp(path.join(tmpdir(), "kaochang-harness-"));
  const shared: InlineConfig = { configFile: false, root: here, logLevel: "error", plugins: [react()] };
  // The harness alone waits at its top level, which Chrome 90 has but the page's own target avoids.
  const options = {
    outDir,
    emptyOutDir: true,
    target: "es2022",
    rollupOptions: { input: path.join(here, "harness.html") },
  };
  await build({ ...shared, build: options });
  const server = await preview({
    ...shared,
    build: { outDir },
    preview: { host: "127.0.0.1", port: 0, strictPort: false, allowedHosts: ["exam.test"] },
  });
  const address = server.httpServer.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const browser = await launchBrowser();
  return {
    browser,
    url: `http://exam.test:${port}/harness.html`,
    async close() {
      await browser.close();
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
