// Checks SPEC.md against the tests: every promise marked *kept* has a test whose name begins with its
// id, and every id that a test's name begins with stands in SPEC.md. Exits 1 and says which do not.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const skipped = new Set(["node_modules", "dist", ".git", "data"]);

function testFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : testFiles(file);
    return /(\.test\.tsx?|[\\/]contract[\\/][^\\/]+\.ts)$/.test(file) ? [file] : [];
  });
}

const promises = new Map(
  [
    ...readFileSync(path.join(root, "SPEC.md"), "utf8").matchAll(/^\| ([A-Z]+-\d+) \| (kept|planned) \|/gm),
  ].map(([, id, state]) => [id, state]),
);

const proved = new Map();
for (const file of testFiles(root)) {
  for (const [, id] of readFileSync(file, "utf8").matchAll(
    /\b(?:test|it|each[^\n]*|\])\s*\(\s*["'`]([A-Z]+-\d+) /g,
  )) {
    proved.set(id, path.relative(root, file));
  }
}

const faults = [
  ...[...promises]
    .filter(([id, state]) => state === "kept" && !proved.has(id))
    .map(([id]) => `${id} is marked kept, but no test's name begins with it`),
  ...[...promises]
    .filter(([id, state]) => state === "planned" && proved.has(id))
    .map(([id]) => `${id} is marked planned, but ${proved.get(id)} tests it`),
  ...[...proved]
    .filter(([id]) => !promises.has(id))
    .map(([id, file]) => `${id} is tested in ${file}, but SPEC.md does not promise it`),
];
for (const fault of faults) process.stderr.write(`${fault}\n`);
const kept = [...promises.values()].filter((state) => state === "kept").length;
process.stdout.write(
  `SPEC.md: ${kept} promises kept, ${promises.size - kept} planned, ${faults.length} faults\n`,
);
if (faults.length > 0 || kept === 0) process.exit(1);
