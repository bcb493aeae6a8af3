// Packs the program for machines without the internet: `npm run package [-- --out <folder>]` makes one
// archive in dist-package/ with the built server and pages, the data that ships, the registry packages that
// the server needs (native modules of this platform) and start scripts. It runs where there is Node.
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { zipSync } from "fflate";
import { buildIfStale } from "./build.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const extras = path.join(root, "scripts", "package");
const workspaces = ["question-bank", "scoring", "exam-server"];

const manifestOf = (folder) => JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));

/** Folder of a package as Node finds it from another folder; null where it is not installed. */
function folderOf(name, from) {
  const folder = path.join(from, "node_modules", name);
  if (existsSync(path.join(folder, "package.json"))) return folder;
  return from === root ? null : folderOf(name, path.dirname(from));
}

/** Folders of all registry packages that the server needs at run time, found through their manifests. */
function neededFolders() {
  const found = new Set();
  const need = (name, from, optional) => {
    // Types are for the compiler; packages of this repository are in the bundle.
    if (name.startsWith("@types/") || name.startsWith("@kaochang/")) return;
    const folder = folderOf(name, from);
    if (folder === null && !optional) throw new Error(`${name} is not installed, though ${from} needs it`);
    if (folder === null || found.has(folder)) return;
    found.add(folder);
    needsOf(folder);
  };
  const needsOf = (folder) => {
    const { dependencies = {}, optionalDependencies = {} } = manifestOf(folder);
    for (const name of Object.keys(dependencies)) need(name, folder, name in optionalDependencies);
    for (const name of Object.keys(optionalDependencies)) need(name, folder, true);
  };
  for (const workspace of workspaces) needsOf(path.join(root, workspace));
  return [...found];
}

/** Inside a package, what no running program reads: what it was compiled from, maps, and weights of the fonts that no document uses. */
const notNeeded = [
  /\/better-sqlite3\/(deps|src)(\/|$)/,
  /\/better-sqlite3\/build\/(?!Release(\/better_sqlite3\.node)?$)/,
  /\/noto-sans-sc\/files\/(?!.*-(400|700)-normal\.woff$)./,
  /\/noto-sans-sc\/files\/noto-sans-sc-chinese-simplified-/,
  /\/lxgw-wenkai\/files\/(?!.*-500-normal\.woff$)./,
  /\.(map|d\.ts|d\.mts|d\.cts)$/,
];

/** Where the folders of this repository stand: the program finds its data as a package, and the rest beside that. */
const ownFolder = (app) => path.join(app, "node_modules", "@kaochang");

function copyPackage(folder, app) {
  const nested = path.join(folder, "node_modules");
  const place = path.relative(root, folder);
  const shared = place.startsWith("node_modules");
  cpSync(folder, path.join(shared ? app : ownFolder(app), place), {
    recursive: true,
    dereference: true,
    // A nested package is copied for itself, where it is needed.
    filter: (source) => source !== nested && !notNeeded.some((one) => one.test(source.replaceAll("\\", "/"))),
  });
}

function copyProgram(app) {
  const own = ownFolder(app);
  const built = path.join("exam-server", "dist");
  for (const name of readdirSync(path.join(root, built)).filter((one) => one.endsWith(".mjs"))) {
    cpSync(path.join(root, built, name), path.join(own, built, name));
  }
  for (const folder of ["fixtures", path.join("exam-client", "dist")]) {
    cpSync(path.join(root, folder), path.join(own, folder), { recursive: true });
  }
}

/** What this package runs on: native modules are compiled for one system, one processor and one major version of Node. */
function madeFor() {
  const { platform, arch, versions } = process;
  const least = manifestOf(root).engines.node.replace(">=", "");
  const major = versions.node.split(".")[0];
  const node = least.startsWith(`${major}.`) ? least : `${major}.0`;
  return { platform, arch, modules: versions.modules, major, node };
}

/** Scripts and instructions, with what the package was made for in their words. */
function copyScripts(folder, made) {
  const places = { "kaochang.sh": "kaochang", "start.cjs": "app/start.cjs", "run.cjs": "app/run.cjs" };
  const words = {
    "{{system}}": `${made.platform} ${made.arch}`,
    "{{node}}": `${made.major}（${made.node} 或更新的 ${made.major}.x）`,
  };
  for (const name of readdirSync(extras)) {
    let text = readFileSync(path.join(extras, name), "utf8");
    for (const [mark, word] of Object.entries(words)) text = text.replaceAll(mark, word);
    // Windows looks for labels and reads letters beyond ASCII reliably in such lines only.
    if (name.endsWith(".cmd")) text = text.replaceAll("\n", "\r\n");
    writeFileSync(path.join(folder, places[name] ?? name), text);
  }
  chmodSync(path.join(folder, "kaochang"), 0o755);
  writeFileSync(path.join(folder, "app", "made-for.json"), JSON.stringify(made));
  cpSync(path.join(root, "LICENSE"), path.join(folder, "LICENSE"));
}

/** One file: on Windows a .zip, else a .tar.gz, which keeps what may be run. */
function pack(stage, name, out) {
  const windows = process.platform === "win32";
  const file = path.join(out, `${name}.${windows ? "zip" : "tar.gz"}`);
  rmSync(file, { force: true });
  if (windows) writeFileSync(file, zipSync(filesUnder(path.join(stage, name), name)));
  else tar(stage, name, file);
  return file;
}

/** By the names that a zip has: from the package's folder on, with slashes. */
function filesUnder(folder, name) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const named = files.map(({ parentPath, name: own }) => {
    const place = path.join(parentPath, own);
    return [path.posix.join(name, path.relative(folder, place).replaceAll("\\", "/")), readFileSync(place)];
  });
  return Object.fromEntries(named);
}

function tar(stage, name, file) {
  const { status, error } = spawnSync("tar", ["-czf", file, "-C", stage, name], { stdio: "inherit" });
  if (error || status !== 0) throw error ?? new Error(`tar ended with ${status}`);
}

async function makePackage(out) {
  await buildIfStale();
  const made = madeFor();
  const name = `kaochang-${manifestOf(root).version}-${made.platform}-${made.arch}-node${made.major}`;
  const stage = mkdtempSync(path.join(tmpdir(), "kaochang-package-"));
  try {
    const app = path.join(stage, name, "app");
    copyProgram(app);
    for (const folder of neededFolders()) copyPackage(folder, app);
    copyScripts(path.join(stage, name), made);
    mkdirSync(out, { recursive: true });
    return pack(stage, name, out);
  } finally {
    rmSync(stage, { recursive: true });
  }
}

const { values } = parseArgs({
  options: { out: { type: "string", default: path.join(root, "dist-package") } },
});
process.stdout.write(`${await makePackage(path.resolve(values.out))}\n`);
