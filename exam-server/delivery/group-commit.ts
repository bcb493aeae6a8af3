import { type EventLog, type NewEvent, VersionConflict } from "../store/store.ts";

/** Commits events; resolves when they are on disk, rejects when nothing of this call was written. */
export type Commit = (events: readonly NewEvent[]) => Promise<void>;

interface Waiting {
  events: readonly NewEvent[];
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/**
 * Joins what arrives in one turn of the event loop into one transaction, because the fsync is what a
 * commit costs: many answers then share it. While a transaction is being written the next group gathers.
 * A group that holds a conflict is tried again one by one, so that it never costs another stream's answer.
 */
export function groupCommit(append: EventLog["append"], examNow: () => number): Commit {
  let gathered: Waiting[] = [];
  let writing = false;

  const write = async (group: readonly Waiting[]): Promise<void> => {
    try {
      await append(
        group.flatMap(({ events }) => events),
        examNow(),
      );
      for (const { resolve } of group) resolve();
    } catch (failure) {
      // Only a conflict is one stream's own; a disk that fails would fail, and wait, once for each.
      const apart = failure instanceof VersionConflict && group.length > 1;
      for (const one of group) {
        if (apart) await write([one]);
        else one.reject(failure);
      }
    }
  };

  const drain = async (): Promise<void> => {
    while (gathered.length > 0) {
      const group = gathered;
      gathered = [];
      await write(group);
    }
    writing = false;
  };

  return (events) =>
    new Promise<void>((resolve, reject) => {
      gathered.push({ events, resolve, reject });
      if (writing) return;
      writing = true;
      setImmediate(() => void drain());
    });
}
