import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type RehearsalReport, rehearsalReport } from "../protocol/rehearsal.ts";

const nameIn = (dataDir: string) => path.join(dataDir, "rehearsal.json");

/** The report of the latest rehearsal of this data folder; null when there was none. */
export function lastRehearsal(dataDir: string): RehearsalReport | null {
  try {
    return rehearsalReport.parse(JSON.parse(readFileSync(nameIn(dataDir), "utf8")));
  } catch {
    return null;
  }
}

/** Written whole or not at all: a reader never meets half of one. */
export function keepRehearsal(dataDir: string, report: RehearsalReport): void {
  const fresh = `${nameIn(dataDir)}.new`;
  writeFileSync(fresh, JSON.stringify(report), { mode: 0o600 });
  renameSync(fresh, nameIn(dataDir));
}
