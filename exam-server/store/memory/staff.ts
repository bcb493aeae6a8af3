import type { KeptStaff, StaffStore } from "../store.ts";

export function memoryStaff(): StaffStore {
  const accounts = new Map<string, KeptStaff>();
  const change = (username: string, fields: Partial<KeptStaff>) => {
    const known = accounts.get(username);
    if (known) accounts.set(username, { ...known, ...fields });
  };
  return {
    put: async (staff) => {
      const { used = false, disabled = false } = accounts.get(staff.username) ?? {};
      accounts.set(staff.username, { ...structuredClone(staff), used, disabled });
    },
    add: async (added) => {
      const names = new Set(added.map(({ username }) => username));
      if (names.size < added.length || [...names].some((name) => accounts.has(name))) return false;
      for (const one of added) {
        accounts.set(one.username, { ...structuredClone(one), used: false, disabled: false });
      }
      return true;
    },
    setPassword: async (username, passwordHash) => {
      change(username, { passwordHash });
      return accounts.has(username);
    },
    byUsername: async (username) => structuredClone(accounts.get(username)),
    list: async () =>
      [...accounts.values()]
        .map(({ passwordHash: _, ...rest }) => structuredClone(rest))
        .sort((a, b) => (a.username < b.username ? -1 : 1)),
    markUsed: async (username) => change(username, { used: true }),
    setDisabled: async (username, disabled) => change(username, { disabled }),
    removeUnused: async (username) => accounts.get(username)?.used === false && accounts.delete(username),
    count: async () => accounts.size,
  };
}
