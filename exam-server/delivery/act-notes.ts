import type { ActNote } from "../protocol/acts.ts";

/** As many as a proctor reads who has just come to the board. */
const latestKept = 20;

/** What staff did a moment ago, for the boards of the others. In memory only: the logs have it all. */
export function openActNotes() {
  const latest = new Map<string, ActNote[]>();
  const fresh = new Map<string, ActNote[]>();

  return {
    add(sitting: string, note: ActNote): void {
      latest.set(sitting, [...(latest.get(sitting) ?? []), note].slice(-latestKept));
      fresh.set(sitting, [...(fresh.get(sitting) ?? []), note]);
    },
    /** The latest acts in a sitting, newest last. */
    latest: (sitting: string): ActNote[] => latest.get(sitting) ?? [],
    /** Those since this was asked last. */
    take(sitting: string): ActNote[] {
      const news = fresh.get(sitting) ?? [];
      fresh.delete(sitting);
      return news;
    },
  };
}

export type ActNotes = ReturnType<typeof openActNotes>;
