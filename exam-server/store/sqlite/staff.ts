import type { Database } from "better-sqlite3";
import type { Role } from "../../protocol/http.ts";
import type { StaffStore } from "../store.ts";

interface StaffRow {
  username: string;
  roles: string;
  passwordHash: string;
}

export function sqliteStaff(db: Database): StaffStore {
  const put = db.prepare(
    `INSERT INTO staff (username, roles, password_hash) VALUES (?, ?, ?) ON CONFLICT (username)
    DO UPDATE SET roles = excluded.roles, password_hash = excluded.password_hash`,
  );
  const get = db.prepare<[string], StaffRow>(
    `SELECT username, roles, password_hash AS "passwordHash" FROM staff WHERE username = ?`,
  );
  const list = db.prepare<[], Omit<StaffRow, "passwordHash">>(
    "SELECT username, roles FROM staff ORDER BY username",
  );
  const count = db.prepare<[], number>("SELECT count(*) FROM staff").pluck();
  return {
    put: async ({ username, roles, passwordHash }) => {
      put.run(username, JSON.stringify(roles), passwordHash);
    },
    byUsername: async (username) => {
      const row = get.get(username);
      return row && { ...row, roles: JSON.parse(row.roles) as Role[] };
    },
    list: async () => list.all().map((row) => ({ ...row, roles: JSON.parse(row.roles) as Role[] })),
    count: async () => count.get() ?? 0,
  };
}
