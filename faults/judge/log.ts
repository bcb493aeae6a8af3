import type { Change } from "@kaochang/exam-server/protocol/messages.ts";
import Database from "better-sqlite3";

/** One journal entry as the log has it. Refused entries have no content there. */
export interface LoggedEntry {
  journal: string;
  seq: number;
  made: number;
  /** Absent when refused. */
  change: Change | null;
  result: "accepted" | "quarantined" | "refused";
}

/** One attempt's log, read and folded without the product's code: the judge must not share its errors. */
export interface AttemptLog {
  entries: LoggedEntry[];
  /** Wall clock of these events as the server stamped them; null when they are not there. */
  collecting: number | null;
  closed: { wall: number; reason: string } | null;
}

const results: Record<string, LoggedEntry["result"]> = {
  answered: "accepted",
  "entry-quarantined": "quarantined",
  "entry-refused": "refused",
};

interface Row {
  stream: string;
  type: string;
  data: string;
  wall: number;
}

/** Every attempt's log of a data folder, by attempt id. */
export function readLogs(file: string): Map<string, AttemptLog> {
  const db = new Database(file, { readonly: true });
  try {
    const rows = db.prepare<[], Row>(
      "SELECT stream, type, data, wall FROM event WHERE stream LIKE 'attempt/%' ORDER BY position",
    );
    const logs = new Map<string, AttemptLog>();
    for (const row of rows.iterate()) take(logOf(logs, row.stream.slice("attempt/".length)), row);
    return logs;
  } finally {
    db.close();
  }
}

/** How many attempts are closed by now. */
export function closedAttempts(file: string): number {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare<[], number>("SELECT count(*) FROM event WHERE type = 'closed'").pluck().get() ?? 0;
  } finally {
    db.close();
  }
}

export function emptyLog(): AttemptLog {
  return { entries: [], collecting: null, closed: null };
}

function logOf(logs: Map<string, AttemptLog>, attempt: string): AttemptLog {
  const log = logs.get(attempt) ?? emptyLog();
  logs.set(attempt, log);
  return log;
}

function take(log: AttemptLog, { type, data, wall }: Row): void {
  const result = results[type];
  if (result) {
    const { journal, seq, made, change = null } = JSON.parse(data);
    log.entries.push({ journal, seq, made, change, result });
  } else if (type === "collecting") log.collecting = wall;
  else if (type === "closed") log.closed = { wall, reason: JSON.parse(data).reason };
}

/** The answer of each item and the flags as the accepted entries leave them, with the entry that decided. */
export function fold(log: AttemptLog): Map<string, LoggedEntry & { change: Change }> {
  const last = new Map<string, LoggedEntry & { change: Change }>();
  for (const entry of log.entries) {
    if (entry.result !== "accepted" || entry.change === null) continue;
    last.set(`${entry.change.kind} ${entry.change.item}`, { ...entry, change: entry.change });
  }
  return last;
}
