/**
 * The log without its index. An index over (stream, version) has a page of its own for every stream, so
 * each save rewrote 4 kB: 12 of the 14 µs of CPU that it cost. Each event now names the position of the
 * one before it in its stream, and `stream` follows with the last position of each, thousands at a time.
 */
export const log: readonly string[] = [
  `CREATE TABLE log (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    version INTEGER NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    exam REAL NOT NULL,
    wall REAL NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    -- 0: the first of its stream.
    before INTEGER NOT NULL
  ) STRICT`,
  `INSERT INTO log SELECT position, stream, version, type, data, exam, wall, previous, hash,
    coalesce(lag(position) OVER (PARTITION BY stream ORDER BY version), 0) FROM event ORDER BY position`,
  "DROP TABLE event",
  "ALTER TABLE log RENAME TO event",
  "CREATE TABLE stream (name TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT, WITHOUT ROWID",
  // Up to which position `stream` has followed the log.
  "CREATE TABLE followed (only INTEGER PRIMARY KEY CHECK (only = 1), position INTEGER NOT NULL) STRICT",
  "INSERT INTO followed VALUES (1, 0)",
];
