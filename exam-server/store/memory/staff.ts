import type { StaffRecord, StaffStore } from "../store.ts";

export function memoryStaff(): StaffStore {
  const accounts = new Map<string, StaffRecord>();
  return {
    put: async (staff) => {
      accounts.set(staff.username, structuredClone(staff));
    },
    byUsername: async (username) => structuredClone(accounts.get(username)),
    count: async () => accounts.size,
  };
}
