import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import type { RehearsalPlan } from "../protocol/rehearsal.ts";

const nameIn = (dataDir: string) => path.join(dataDir, "rehearsal.log");

/**
 * Runs `kaochang rehearse` beside the server: simulating candidates in the server's own process would slow
 * down what is measured. On its own, so that it outlives a server that it kills.
 */
export function spawnRehearsal(dataDir: string, program: string, plan: RehearsalPlan): ChildProcess {
  const log = openSync(nameIn(dataDir), "w", 0o600);
  try {
    const child = spawn(process.execPath, [program, ...argumentsOf(dataDir, plan)], {
      detached: true,
      stdio: ["ignore", "ignore", log],
    });
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

function argumentsOf(dataDir: string, plan: RehearsalPlan): string[] {
  const { candidates, minutes, offlineShare, killServer } = plan;
  const numbers = ["--candidates", candidates, "--minutes", minutes, "--offline-share", offlineShare];
  return [
    ...["rehearse", "--data-dir", path.resolve(dataDir), "--json"],
    ...numbers.map(String),
    ...(killServer ? ["--kill-server"] : []),
  ];
}

/** The last line that it wrote on standard error: why it ended. */
export function lastWords(dataDir: string): string {
  try {
    return readFileSync(nameIn(dataDir), "utf8").trim().split("\n").at(-1) ?? "";
  } catch {
    return "";
  }
}
