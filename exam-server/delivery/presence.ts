/** Which attempts have a page connected now, and since when (exam time). Kept in memory only: it is telemetry. */
export interface Presence {
  set(attempt: string, online: boolean, exam: number): void;
  of(attempt: string): { online: boolean; since: number };
  onChange(listener: (attempt: string) => void): void;
}

export function openPresence(): Presence {
  const states = new Map<string, { online: boolean; since: number }>();
  const listeners = new Set<(attempt: string) => void>();
  return {
    set(attempt, online, since) {
      if (states.get(attempt)?.online === online) return;
      states.set(attempt, { online, since });
      for (const listener of listeners) listener(attempt);
    },
    of: (attempt) => states.get(attempt) ?? { online: false, since: 0 },
    onChange(listener) {
      listeners.add(listener);
    },
  };
}
