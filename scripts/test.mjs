// Everything that must hold before a change lands, in the order in which it fails fastest.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Where each run of the tests leaves its counts. */
const reports = ["tests", "faults"].map((name) =>
  path.join(tmpdir(), `kaochang-${name}-${process.pid}.json`),
);
const [testReport, faultReport] = reports;
/** They judge times to the second, so nothing else runs beside them. */
const apart = ["faults/quick.test.ts", "faults/mutations.test.ts"];
const vitest = (report) => [
  "vitest",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
];

const steps = [
  ["generated files are fresh", "node", ["scripts/generate.mjs", "--check"]],
  ["types", "npm", ["run", "-s", "typecheck"]],
  ["style and structure", "npm", ["run", "-s", "lint"]],
  ["promises", "node", ["scripts/spec.mjs"]],
  ["build", "npm", ["run", "-s", "build"]],
  ["tests", "npx", [...vitest(testReport), ...apart.flatMap((file) => ["--exclude", file])]],
  ["faults", "npx", [...vitest(faultReport), "--no-file-parallelism", ...apart]],
];

for (const [title, command, args] of steps) {
  process.stdout.write(`\n== ${title}\n`);
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  if (status !== 0) {
    process.stdout.write(`\n${title}: failed\n`);
    process.exit(status ?? 1);
  }
}

const counts = reports.map((report) => JSON.parse(readFileSync(report, "utf8")));
for (const report of reports) rmSync(report);
const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
const [passed, failed, skipped] = ["numPassedTests", "numFailedTests", "numPendingTests"].map(sum);
process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`);
if (passed === 0) process.exit(1);
