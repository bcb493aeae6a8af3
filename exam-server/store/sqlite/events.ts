import type { Database } from "better-sqlite3";
import { genesis } from "../../attempt/chain.ts";
import { type EventLog, type NewEvent, type StoredEvent, VersionConflict } from "../store.ts";

const columns = "position, stream, version, type, data, exam, wall, previous, hash";

/** Writes events inside the caller's transaction. Throws VersionConflict. */
export type WriteEvents = (events: readonly NewEvent[], exam?: number) => void;

export function eventWriter(db: Database): WriteEvents {
  const hashAt = db
    .prepare<[string, number], string>("SELECT hash FROM event WHERE stream = ? AND version = ?")
    .pluck();
  const insert = db.prepare(
    "INSERT INTO event (stream, version, type, data, exam, wall, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  );
  const keep = db.prepare<[number, number]>("UPDATE clock SET exam = ? WHERE exam < ?");

  /** Because versions have no gaps and are unique, the event of the version before is the head. */
  function write(event: NewEvent): void {
    const { stream, version, type, data, exam, wall, previous, hash } = event;
    const before = version === 1 ? genesis : hashAt.get(stream, version - 1);
    if (before !== previous) throw new VersionConflict(stream);
    try {
      insert.run(stream, version, type, data, exam, wall, previous, hash);
    } catch (failure) {
      throw isTaken(failure) ? new VersionConflict(stream) : failure;
    }
  }

  return (events, exam = 0) => {
    let latest = exam;
    for (const event of events) {
      write(event);
      if (event.exam > latest) latest = event.exam;
    }
    keep.run(latest, latest);
  };
}

function isTaken(failure: unknown): boolean {
  return failure instanceof Error && "code" in failure && failure.code === "SQLITE_CONSTRAINT_UNIQUE";
}

export function sqliteEvents(db: Database, write: WriteEvents): EventLog {
  const append = db.transaction(write);
  const read = db.prepare<[string], StoredEvent>(
    `SELECT ${columns} FROM event WHERE stream = ? ORDER BY version`,
  );
  const readAfter = db.prepare<[number, number], StoredEvent>(
    `SELECT ${columns} FROM event WHERE position > ? ORDER BY position LIMIT ?`,
  );
  const clock = db.prepare<[], number>("SELECT exam FROM clock").pluck();
  return {
    append: async (events, exam) => append.immediate(events, exam),
    read: async (stream) => read.all(stream),
    readAfter: async (position, limit) => readAfter.all(position, limit),
    clock: async () => clock.get() ?? 0,
    keepClock: async (exam) => append.immediate([], exam),
  };
}
