import type { Database } from "better-sqlite3";
import type { SignIn, SignInStore } from "../store.ts";
import type { Writer } from "./writer.ts";

const put = "INSERT INTO sign_in (token_hash, audience, subject, expires) VALUES (?, ?, ?, ?)";
const remove = "DELETE FROM sign_in WHERE token_hash = ?";
const removeOf = "DELETE FROM sign_in WHERE audience = ? AND subject = ?";
const removeExpired = "DELETE FROM sign_in WHERE expires <= ?";

/** Written in the writing thread, so that a thousand who sign in within a second share its commits. */
export function sqliteSignIns(db: Database, writer: Writer): SignInStore {
  const get = db.prepare<[string], SignIn>(
    `SELECT token_hash AS "tokenHash", audience, subject, expires FROM sign_in WHERE token_hash = ?`,
  );
  return {
    put: ({ tokenHash, audience, subject, expires }) =>
      writer.run([{ sql: put, rows: [[tokenHash, audience, subject, expires]] }]),
    get: async (tokenHash) => get.get(tokenHash),
    delete: (tokenHash) => writer.run([{ sql: remove, rows: [[tokenHash]] }]),
    deleteOf: (audience, subject) => writer.run([{ sql: removeOf, rows: [[audience, subject]] }]),
    deleteExpired: (now) => writer.run([{ sql: removeExpired, rows: [[now]] }]),
  };
}
