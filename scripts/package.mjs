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
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
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

/** Inside a package, what no running program reads: what it was compiled from, maps, and weights of the font that no document uses. */
const notNeeded = [
  /\/better-sqlite3\/(deps|src)(\/|$)/,
  /\/better-sqlite3\/build\/(?!Release(\/better_sqlite3\.node)?$)/,
  /\/noto-sans-sc\/files\/(?!.*-(400|700)-normal\.woff$)./,
  /\/noto-sans-sc\/files\/noto-sans-sc-chinese-simplified-/,
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

function copyScripts(folder) {
  const names = { "kaochang.sh": "kaochang" };
  for (const name of readdirSync(extras))
    cpSync(path.join(extras, name), path.join(folder, names[name] ?? name));
  chmodSync(path.join(folder, "kaochang"), 0o755);
  cpSync(path.join(root, "LICENSE"), path.join(folder, "LICENSE"));
}

/** One file: a .tar.gz, on Windows a .zip, by the system's own `tar`. */
function pack(stage, name, out) {
  const windows = process.platform === "win32";
  const file = path.join(out, `${name}.${windows ? "zip" : "tar.gz"}`);
  rmSync(file, { force: true });
  const { status, error } = spawnSync("tar", [windows ? "-acf" : "-czf", file, "-C", stage, name], {
    stdio: "inherit",
  });
  if (error || status !== 0) throw error ?? new Error(`tar ended with ${status}`);
  return file;
}

async function makePackage(out) {
  await buildIfStale();
  const { version } = manifestOf(root);
  const name = `kaochang-${version}-${process.platform}-${process.arch}`;
  const stage = mkdtempSync(path.join(tmpdir(), "kaochang-package-"));
  try {
    const app = path.join(stage, name, "app");
    copyProgram(app);
    for (const folder of neededFolders()) copyPackage(folder, app);
    copyScripts(path.join(stage, name));
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
