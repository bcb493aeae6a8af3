// Everything that must hold before a change lands, in the order in which it fails fastest.
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const report = path.join(tmpdir(), `kaochang-tests-${process.pid}.json`);

const steps = [
  ["generated files are fresh", "node", ["scripts/generate.mjs", "--check"]],
  ["types", "npm", ["run", "-s", "typecheck"]],
  ["style and structure", "npm", ["run", "-s", "lint"]],
  ["promises", "node", ["scripts/spec.mjs"]],
  ["build", "npm", ["run", "-s", "build"]],
  ["tests", "npx", ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]],
];

for (const [title, command, args] of steps) {
  process.stdout.write(`\n== ${title}\n`);
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  if (status !== 0) {
    process.stdout.write(`\n${title}: failed\n`);
    process.exit(status ?? 1);
  }
}

const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, "utf8"));
rmSync(report);
process.stdout.write(`\n${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped\n`);
if (numPassedTests === 0) process.exit(1);
