/** Secrets of the server's own, and the wall clock beside the kept exam time (what an outage took, for the log). */
export const secrets: readonly string[] = [
  "CREATE TABLE secret (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
  "ALTER TABLE clock ADD COLUMN wall REAL",
];
