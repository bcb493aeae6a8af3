import type { Database } from "better-sqlite3";
import type { SignIn, SignInStore } from "../store.ts";

export function sqliteSignIns(db: Database): SignInStore {
  const put = db.prepare("INSERT INTO sign_in (token_hash, audience, subject, expires) VALUES (?, ?, ?, ?)");
  const get = db.prepare<[string], SignIn>(
    `SELECT token_hash AS "tokenHash", audience, subject, expires FROM sign_in WHERE token_hash = ?`,
  );
  const remove = db.prepare("DELETE FROM sign_in WHERE token_hash = ?");
  const removeExpired = db.prepare("DELETE FROM sign_in WHERE expires <= ?");
  return {
    put: async ({ tokenHash, audience, subject, expires }) => {
      put.run(tokenHash, audience, subject, expires);
    },
    get: async (tokenHash) => get.get(tokenHash),
    delete: async (tokenHash) => {
      remove.run(tokenHash);
    },
    deleteExpired: async (now) => {
      removeExpired.run(now);
    },
  };
}
