/**
 * Exam plans with their rosters and photos. A plan's own settings are one JSON document, because they are
 * read and changed as a whole under one version; candidates are rows, because there are thousands.
 */
export const plan: readonly string[] = [
  `CREATE TABLE plan (
    id TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    json TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    changed_at REAL NOT NULL,
    secret TEXT NOT NULL
  ) STRICT`,
  `CREATE TABLE plan_candidate (
    id TEXT PRIMARY KEY,
    plan TEXT NOT NULL REFERENCES plan (id),
    admission_number TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    id_type TEXT NOT NULL,
    id_number TEXT NOT NULL,
    extra_minutes REAL NOT NULL,
    photo TEXT,
    places TEXT NOT NULL,
    UNIQUE (plan, id_number)
  ) STRICT`,
  // By SHA-256. Written before the candidates who have them, so one may for a moment be nobody's.
  "CREATE TABLE photo (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT",
];
