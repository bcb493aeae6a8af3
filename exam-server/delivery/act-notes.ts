import type { ActNote } from "../protocol/acts.ts";
import type { Right } from "./reach.ts";

/** As many as a proctor reads who has just come to the board. */
const latestKept = 20;

/** `within`: the rooms whose proctors may read it, those of the roster too; null: all of the sitting. */
export interface KeptNote {
  note: ActNote;
  within: ReadonlySet<string> | null;
}

/** Those of the notes that somebody of this right may read. */
export function notesWithin(right: Right, kept: readonly KeptNote[]): ActNote[] {
  const mine = ({ within }: KeptNote) =>
    right === "all" || within === null || [...within].some((room) => right.has(room));
  return kept.filter(mine).map(({ note }) => note);
}

/** What staff did a moment ago, for the boards of the others. In memory only: the logs have it all. */
export function openActNotes() {
  const latest = new Map<string, KeptNote[]>();
  const fresh = new Map<string, KeptNote[]>();

  return {
    add(sitting: string, kept: KeptNote): void {
      latest.set(sitting, [...(latest.get(sitting) ?? []), kept].slice(-latestKept));
      fresh.set(sitting, [...(fresh.get(sitting) ?? []), kept]);
    },
    /** The latest acts in a sitting, newest last. */
    latest: (sitting: string): KeptNote[] => latest.get(sitting) ?? [],
    /** Those since this was asked last. */
    take(sitting: string): KeptNote[] {
      const news = fresh.get(sitting) ?? [];
      fresh.delete(sitting);
      return news;
    },
  };
}

export type ActNotes = ReturnType<typeof openActNotes>;
