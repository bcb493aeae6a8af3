/**
 * The first schema. STRICT tables refuse values of another type than declared; REAL holds times
 * because exam time may have a fraction of a millisecond.
 */
export const initial: readonly string[] = [
  // The log. The position is SQLite's row number: it grows, because rows are never deleted.
  `CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    version INTEGER NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    exam REAL NOT NULL,
    wall REAL NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (stream, version)
  ) STRICT`,
  // One row, so that the highest exam time is known without reading the log.
  "CREATE TABLE clock (only INTEGER PRIMARY KEY CHECK (only = 1), exam REAL NOT NULL) STRICT",
  "INSERT INTO clock VALUES (1, 0)",

  `CREATE TABLE bank (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    qualification TEXT NOT NULL,
    test TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE item (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    bank TEXT NOT NULL REFERENCES bank (id),
    qualification TEXT NOT NULL,
    test TEXT NOT NULL,
    newest INTEGER NOT NULL,
    status TEXT NOT NULL,
    type TEXT NOT NULL,
    area TEXT NOT NULL,
    topic TEXT NOT NULL,
    difficulty TEXT NOT NULL,
    options INTEGER NOT NULL,
    enemies TEXT NOT NULL,
    json TEXT NOT NULL,
    UNIQUE (id, version)
  ) STRICT`,
  // Covers the draw's index, so that reading it never touches the pages that hold the items' text.
  `CREATE INDEX item_drawable ON item
    (qualification, test, id, version, type, area, topic, difficulty, options, enemies)
    WHERE newest = 1 AND status = 'active'`,
  "CREATE INDEX item_newest ON item (id) WHERE newest = 1",
  "CREATE TABLE media (sha256 TEXT PRIMARY KEY, type TEXT NOT NULL, bytes BLOB NOT NULL) STRICT",

  `CREATE TABLE sitting (
    id TEXT PRIMARY KEY,
    exam TEXT NOT NULL,
    title TEXT NOT NULL,
    qualification TEXT NOT NULL,
    test TEXT NOT NULL,
    form TEXT NOT NULL,
    practice INTEGER NOT NULL,
    minutes REAL NOT NULL,
    prepared_at REAL NOT NULL,
    secret TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE candidate (
    id TEXT PRIMARY KEY,
    admission_number TEXT NOT NULL UNIQUE,
    id_number TEXT NOT NULL,
    name TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE enrolment (
    attempt TEXT PRIMARY KEY,
    sitting TEXT NOT NULL REFERENCES sitting (id),
    candidate TEXT NOT NULL REFERENCES candidate (id),
    room TEXT NOT NULL,
    seat TEXT NOT NULL,
    UNIQUE (sitting, candidate)
  ) STRICT`,
  "CREATE INDEX enrolment_candidate ON enrolment (candidate)",

  "CREATE TABLE staff (username TEXT PRIMARY KEY, roles TEXT NOT NULL, password_hash TEXT NOT NULL) STRICT",
  `CREATE TABLE sign_in (
    token_hash TEXT PRIMARY KEY,
    audience TEXT NOT NULL,
    subject TEXT NOT NULL,
    expires REAL NOT NULL
  ) STRICT`,
  "CREATE INDEX sign_in_expires ON sign_in (expires)",

  `CREATE TABLE view (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    sitting TEXT NOT NULL,
    json TEXT NOT NULL,
    PRIMARY KEY (kind, key)
  ) STRICT`,
  "CREATE INDEX view_sitting ON view (kind, sitting)",
  "CREATE TABLE view_position (only INTEGER PRIMARY KEY CHECK (only = 1), position INTEGER NOT NULL) STRICT",
  "INSERT INTO view_position VALUES (1, 0)",
];
