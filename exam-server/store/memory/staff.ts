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
