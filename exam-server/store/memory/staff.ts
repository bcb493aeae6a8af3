import type { StaffRecord, StaffStore } from "../store.ts";

export function memoryStaff(): StaffStore {
  const accounts = new Map<string, StaffRecord>();
  return {
    put: async (staff) => {
      accounts.set(staff.username, structuredClone(staff));
    },
    byUsername: async (username) => structuredClone(accounts.get(username)),
    list: async () =>
      [...accounts.values()]
        .map(({ username, roles }) => ({ username, roles: [...roles] }))
        .sort((a, b) => (a.username < b.username ? -1 : 1)),
    count: async () => accounts.size,
  };
}
