import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import react from "@vitejs/plugin-react";
import { build, type InlineConfig, preview } from "vite";
import { host, launchBrowser } from "./browser.ts";

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
    preview: { host: "127.0.0.1", port: 0, strictPort: false, allowedHosts: [host] },
  });
  const address = server.httpServer.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const browser = await launchBrowser();
  return {
    browser,
    url: `http://${host}:${port}/harness.html`,
    async close() {
      await browser.close();
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
