/** Which attempts have a page connected now, and which have another one before the door. In memory only: it is telemetry. */
export interface Presence {
  /** `exam`: exam time. */
  set(attempt: string, online: boolean, exam: number): void;
  of(attempt: string): { online: boolean; since: number };
  /** A page with this journal was refused, because another one answers. */
  refused(attempt: string, journal: string, exam: number): void;
  /** It was let in. */
  admitted(attempt: string, journal: string): void;
  /** Whether another page was refused in the last two minutes. */
  knocking(attempt: string): boolean;
  /** Forgets the knocks that are older. */
  tidy(exam: number): void;
  onChange(listener: (attempt: string) => void): void;
}

/** A refused page does not ask again by itself, and nobody tells when its candidate has gone. */
const knockLastsMs = 120_000;

export function openPresence(): Presence {
  const states = new Map<string, { online: boolean; since: number }>();
  const knocks = new Map<string, { journal: string; at: number }>();
  const listeners = new Set<(attempt: string) => void>();
  const tell = (attempt: string): void => {
    for (const listener of listeners) listener(attempt);
  };
  const forget = (attempt: string): void => {
    knocks.delete(attempt);
    tell(attempt);
  };
  return {
    set(attempt, online, since) {
      if (states.get(attempt)?.online === online) return;
      states.set(attempt, { online, since });
      tell(attempt);
    },
    of: (attempt) => states.get(attempt) ?? { online: false, since: 0 },
    refused(attempt, journal, at) {
      knocks.set(attempt, { journal, at });
      tell(attempt);
    },
    admitted(attempt, journal) {
      if (knocks.get(attempt)?.journal === journal) forget(attempt);
    },
    knocking: (attempt) => knocks.has(attempt),
    tidy(exam) {
      for (const [attempt, { at }] of knocks) if (exam - at > knockLastsMs) forget(attempt);
    },
    onChange(listener) {
      listeners.add(listener);
    },
  };
}
