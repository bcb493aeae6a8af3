// `npm run bench [-- NAME…] [--json]`: runs every bench whose file's path holds one of the names, and
// prints a table on standard error and one JSON document on standard output.
import { readdirSync } from "node:fs";
import path from "node:path";
import { buildIfStale } from "./build.mjs";
import { importTs } from "./run-ts.mjs";

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith("--"));
const files = ["question-bank", "scoring", "exam-server", "exam-client"]
  .flatMap((folder) =>
    readdirSync(path.join(folder, "bench")).map((name) => path.join(folder, "bench", name)),
  )
  .filter((file) => /\.ts$/.test(file) && !file.endsWith(".test.ts"))
  .filter((file) => names.length === 0 || names.some((name) => file.includes(name)));

await buildIfStale();
const results = [];
for (const file of files) {
  const { bench } = await importTs(file);
  if (!bench) continue;
  process.stderr.write(`${file}\n`);
  for (const result of await bench()) {
    results.push(result);
    const { name, value, unit, target, ok } = result;
    const verdict = ok === undefined ? "" : ok ? "ok" : "MISSED";
    process.stderr.write(
      `  ${name.padEnd(64)} ${String(value).padStart(10)} ${unit.padEnd(10)} ${target === undefined ? "" : `target ${target}`}  ${verdict}\n`,
    );
  }
}
const named = Object.fromEntries(results.filter(({ key }) => key).map(({ key, value }) => [key, value]));
process.stdout.write(`${JSON.stringify({ ...named, results })}\n`);
if (results.some(({ ok }) => ok === false)) process.exitCode = 1;
