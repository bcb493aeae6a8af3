// Builds what is out of date: the server as one file (esbuild), the pages (vite).
// `node scripts/build.mjs [server|client]`; with no argument, both. Messages go to standard error,
// because the standard output of `kaochang … --json` is one JSON document.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const skipped = new Set(["node_modules", "dist", "bench", "e2e"]);

function newestIn(entry) {
  const { mtimeMs } = statSync(entry);
  if (!statSync(entry).isDirectory()) return mtimeMs;
  return readdirSync(entry)
    .filter((name) => !skipped.has(name))
    .reduce((newest, name) => Math.max(newest, newestIn(path.join(entry, name))), mtimeMs);
}

function stale(target, sources) {
  const file = path.join(root, target);
  if (!existsSync(file)) return true;
  const built = statSync(file).mtimeMs;
  return sources.some((source) => newestIn(path.join(root, source)) > built);
}

/** Names of the registry packages that the server's code may import; they stay outside the bundle. */
function registryPackages() {
  return ["question-bank", "scoring", "exam-server"].flatMap((folder) => {
    const { dependencies = {} } = JSON.parse(readFileSync(path.join(root, folder, "package.json"), "utf8"));
    return Object.keys(dependencies).filter((name) => !name.startsWith("@kaochang/"));
  });
}

/** `changes`: build options that differ, for the mutations of the fault suite. */
export async function buildServer(changes = {}) {
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: root,
    // The program of the thread that prints documents stands beside the server's.
    entryPoints: { kaochang: "exam-server/main.ts", "print-thread": "exam-server/print/thread.ts" },
    outdir: "exam-server/dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: true,
    external: registryPackages(),
    logLevel: "warning",
    ...changes,
  });
}

export async function buildClient() {
  const { build } = await import("vite");
  // Whoever asks for the build may run under another name (tests do), and would get the slow, large React.
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = "production";
  await build({ root: path.join(root, "exam-client"), logLevel: "warn" });
  if (NODE_ENV === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = NODE_ENV;
}

const shared = ["question-bank", "scoring", "package-lock.json", "scripts"];

export async function buildIfStale(parts = ["server", "client"]) {
  if (parts.includes("server") && stale("exam-server/dist/kaochang.mjs", ["exam-server", ...shared])) {
    await buildServer();
  }
  if (
    parts.includes("client") &&
    stale("exam-client/dist/index.html", ["exam-client", "exam-server/protocol", ...shared])
  ) {
    process.stderr.write("正在构建页面（只在第一次或更新后）… Building the pages, only when they changed…\n");
    await buildClient();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const parts = process.argv.slice(2);
  await buildIfStale(parts.length > 0 ? parts : undefined);
}
