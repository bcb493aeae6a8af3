import type { Database } from "better-sqlite3";
import type { Role } from "../../protocol/http.ts";
import type { StaffRecord, StaffStore } from "../store.ts";

interface StaffRow {
  username: string;
  roles: string;
  passwordHash: string;
  used: number;
  disabled: number;
}

export function sqliteStaff(db: Database): StaffStore {
  const put = db.prepare(
    `INSERT INTO staff (username, roles, password_hash, used) VALUES (?, ?, ?, 0) ON CONFLICT (username)
    DO UPDATE SET roles = excluded.roles, password_hash = excluded.password_hash`,
  );
  const insert = db.prepare("INSERT INTO staff (username, roles, password_hash, used) VALUES (?, ?, ?, 0)");
  const setPassword = db.prepare("UPDATE staff SET password_hash = ? WHERE username = ?");
  const get = db.prepare<[string], StaffRow>(
    `SELECT username, roles, password_hash AS "passwordHash", used, disabled FROM staff WHERE username = ?`,
  );
  const list = db.prepare<[], Omit<StaffRow, "passwordHash">>(
    "SELECT username, roles, used, disabled FROM staff ORDER BY username",
  );
  const count = db.prepare<[], number>("SELECT count(*) FROM staff").pluck();
  const markUsed = db.prepare("UPDATE staff SET used = 1 WHERE username = ? AND used = 0");
  const setDisabled = db.prepare("UPDATE staff SET disabled = ? WHERE username = ?");
  const remove = db.prepare("DELETE FROM staff WHERE username = ? AND used = 0");
  const add = db.transaction((accounts: readonly StaffRecord[]): boolean => {
    const names = new Set(accounts.map(({ username }) => username));
    if (names.size < accounts.length || [...names].some((name) => get.get(name))) return false;
    for (const { username, roles, passwordHash } of accounts) {
      insert.run(username, JSON.stringify(roles), passwordHash);
    }
    return true;
  });
  return {
    put: async ({ username, roles, passwordHash }) => {
      put.run(username, JSON.stringify(roles), passwordHash);
    },
    // Immediate, because the technician's command may write from another process.
    add: async (accounts) => add.immediate(accounts),
    setPassword: async (username, hash) => setPassword.run(hash, username).changes > 0,
    byUsername: async (username) => {
      const row = get.get(username);
      return row && { ...row, ...read(row) };
    },
    list: async () => list.all().map((row) => ({ ...row, ...read(row) })),
    markUsed: async (username) => {
      markUsed.run(username);
    },
    setDisabled: async (username, disabled) => {
      setDisabled.run(Number(disabled), username);
    },
    removeUnused: async (username) => remove.run(username).changes > 0,
    count: async () => count.get() ?? 0,
  };
}

function read({ roles, used, disabled }: Pick<StaffRow, "roles" | "used" | "disabled">) {
  return { roles: JSON.parse(roles) as Role[], used: used === 1, disabled: disabled === 1 };
}
