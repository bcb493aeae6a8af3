import type { Told } from "../attempt/unsent.ts";

/** Which attempts have a page connected now, and which have another one before the door. In memory only: it is telemetry. */
export interface Presence {
  /** `exam`: exam time. */
  set(attempt: string, online: boolean, exam: number): void;
  of(attempt: string): { online: boolean; since: number };
  /** Whether anything was seen of it since the server is up. */
  known(attempt: string): boolean;
  /** A page has said what its journal holds that no reply has come for. */
  tell(attempt: string, told: Told): void;
  told(attempt: string): Told | null;
  /** A page with this journal was refused, because another one answers. */
  refused(attempt: string, journal: string): void;
  /** It was let in. */
  admitted(attempt: string, journal: string): void;
  /** Its line is gone; it may come back. */
  left(attempt: string, journal: string, exam: number): void;
  /** A proctor has dealt with it in another way. */
  dismissed(attempt: string): void;
  /** Whether another page was refused and still stands there. */
  knocking(attempt: string): boolean;
  /** Forgets the knocks of pages that went and have not come back. */
  tidy(exam: number): void;
  onChange(listener: (attempt: string) => void): void;
}

/** A line that is gone for less may only have been shaken: the candidate still stands there, and the page does not ask again by itself. */
const shakenMs = 30_000;
/** Pages of one attempt whose refusals are kept: as many as it may have sockets. */
const mostKnocks = 5;

export function openPresence(): Presence {
  const states = new Map<string, { online: boolean; since: number }>();
  /** By attempt and journal, the latest refusal last: exam time at which its line went; null while it is there. */
  const knocks = new Map<string, Map<string, number | null>>();
  const tales = new Map<string, Told>();
  const listeners = new Set<(attempt: string) => void>();
  const tell = (attempt: string): void => {
    for (const listener of listeners) listener(attempt);
  };
  const forget = (attempt: string, gone: readonly string[]): void => {
    const standing = knocks.get(attempt);
    for (const journal of gone) standing?.delete(journal);
    if (standing?.size !== 0) return;
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
    known: (attempt) => states.has(attempt),
    tell(attempt, told) {
      tales.set(attempt, told);
      tell(attempt);
    },
    told: (attempt) => tales.get(attempt) ?? null,
    refused(attempt, journal) {
      const standing = knocks.get(attempt) ?? new Map<string, number | null>();
      standing.delete(journal);
      knocks.set(attempt, standing.set(journal, null));
      if (standing.size > mostKnocks) standing.delete(leastWanted(standing));
      tell(attempt);
    },
    admitted(attempt, journal) {
      if (knocks.get(attempt)?.has(journal)) forget(attempt, [journal]);
    },
    left(attempt, journal, gone) {
      const standing = knocks.get(attempt);
      if (standing?.get(journal) === null) standing.set(journal, gone);
    },
    dismissed(attempt) {
      if (knocks.delete(attempt)) tell(attempt);
    },
    knocking: (attempt) => knocks.has(attempt),
    tidy(exam) {
      for (const [attempt, standing] of knocks) {
        const past = [...standing].filter(([, gone]) => gone !== null && exam - gone > shakenMs);
        if (past.length > 0)
          forget(
            attempt,
            past.map(([journal]) => journal),
          );
      }
    },
    onChange(listener) {
      listeners.add(listener);
    },
  };
}

/** The page that went first, or, when all stand there, the one that was refused first. */
function leastWanted(standing: ReadonlyMap<string, number | null>): string {
  const journals = [...standing];
  const [journal = ""] = journals.find(([, gone]) => gone !== null) ?? journals[0] ?? [];
  return journal;
}
