import type { SignIn, SignInStore } from "../store.ts";

export function memorySignIns(): SignInStore {
  const rows = new Map<string, SignIn>();
  return {
    put: async (signIn) => {
      if (rows.has(signIn.tokenHash)) throw new Error("a sign-in with this token is there already");
      rows.set(signIn.tokenHash, { ...signIn });
    },
    get: async (tokenHash) => structuredClone(rows.get(tokenHash)),
    delete: async (tokenHash) => {
      rows.delete(tokenHash);
    },
    deleteOf: async (audience, subject) => {
      for (const row of [...rows.values()]) {
        if (row.audience === audience && row.subject === subject) rows.delete(row.tokenHash);
      }
    },
    deleteExpired: async (now) => {
      for (const { tokenHash, expires } of [...rows.values()]) if (expires <= now) rows.delete(tokenHash);
    },
  };
}
