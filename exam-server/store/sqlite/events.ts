import type { Database } from "better-sqlite3";
import type { EventLog, NewEvent, StoredEvent } from "../store.ts";
import { follow, insertEvent, type Places } from "./log-place.ts";
import type { Writer } from "./writer.ts";

const columns = "position, stream, version, type, data, exam, wall, previous, hash";
const keepExam = "UPDATE clock SET exam = ? WHERE exam < ?";
const keepWall = "UPDATE clock SET wall = ?";

/**
 * After so many events `stream` follows the log: with 400 streams that costs 0.7 µs an event, where an
 * index kept with each cost 12, and a start after a crash has no more than these to look through.
 */
const followEvery = 4000;

/** Appends through the writing thread. Appends must come one at a time: each one's places follow the last's. */
export function sqliteAppend(places: Places, writer: Writer): EventLog["append"] {
  let unfollowed = 0;
  return async (events, exam = 0) => {
    const { rows, stored } = places.place(events);
    const latest = latestOf(events, exam);
    const due = unfollowed >= followEvery;
    const kept = { sql: keepExam, rows: [[latest, latest]] };
    await writer.run([{ sql: insertEvent, rows }, kept, ...(due ? follow : [])]);
    stored();
    unfollowed = due ? 0 : unfollowed + rows.length;
  };
}

/** Writes events inside the caller's transaction on the main thread. Throws VersionConflict. */
export type WriteEvents = (events: readonly NewEvent[]) => { stored(): void };

export function eventWriter(db: Database, places: Places): WriteEvents {
  const insert = db.prepare(insertEvent);
  const keep = db.prepare<[number, number]>(keepExam);
  return (events) => {
    const { rows, stored } = places.place(events);
    for (const row of rows) insert.run(row);
    const latest = latestOf(events, 0);
    keep.run(latest, latest);
    return { stored };
  };
}

function latestOf(events: readonly NewEvent[], exam: number): number {
  return events.reduce((latest, event) => Math.max(latest, event.exam), exam);
}

export function sqliteEvents(
  db: Database,
  places: Places,
  writer: Writer,
  append: EventLog["append"],
): EventLog {
  const readBack = db.prepare<[number], StoredEvent>(
    `WITH RECURSIVE back AS (
      SELECT * FROM event WHERE position = ?
      UNION ALL SELECT event.* FROM event JOIN back ON event.position = back.before
    ) SELECT ${columns} FROM back ORDER BY position`,
  );
  const readAfter = db.prepare<[number, number], StoredEvent>(
    `SELECT ${columns} FROM event WHERE position > ? ORDER BY position LIMIT ?`,
  );
  const clock = db.prepare<[], number>("SELECT exam FROM clock").pluck();
  const lastWall = db.prepare<[], number | null>("SELECT wall FROM clock").pluck();
  return {
    append,
    read: async (stream) => readBack.all(places.endOf(stream)),
    readAfter: async (position, limit) => readAfter.all(position, limit),
    clock: async () => clock.get() ?? 0,
    lastWall: async () => lastWall.get() ?? null,
    keepClock: (exam, wall) =>
      writer.run([
        { sql: keepExam, rows: [[exam, exam]] },
        { sql: keepWall, rows: [[wall]] },
      ]),
  };
}
