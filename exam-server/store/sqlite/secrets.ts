import type { Database } from "better-sqlite3";
import type { SecretStore } from "../store.ts";

export function sqliteSecrets(db: Database): SecretStore {
  const put = db.prepare<[string, string]>("INSERT INTO secret VALUES (?, ?) ON CONFLICT DO NOTHING");
  const get = db.prepare<[string], string>("SELECT value FROM secret WHERE name = ?").pluck();
  return {
    async keep(name, made) {
      put.run(name, made);
      return get.get(name) ?? made;
    },
  };
}
