import type { SecretStore } from "../store.ts";

export function memorySecrets(): SecretStore {
  const kept = new Map<string, string>();
  return {
    async keep(name, made) {
      const secret = kept.get(name) ?? made;
      kept.set(name, secret);
      return secret;
    },
  };
}
