import { type EventLog, type NewEvent, VersionConflict } from "../store/store.ts";

/** Commits events; resolves when they are on disk, rejects when nothing of this call was written. */
export type Commit = (events: readonly NewEvent[]) => Promise<void>;

interface Waiting {
  events: readonly NewEvent[];
  resolve: () => void;
  reject: (reason: unknown) => void;
}

/**
 * Most events that one transaction takes beyond single saves: a room that brings an hour's answers back
 * writes tens of thousands, and what others save meanwhile must not wait until all of them are on disk.
 */
const mostLong = 500;
/** A save is one entry, two when a flag goes with it. */
const shortEvents = 4;

/** What the next transaction takes of what waits, and what stays: single saves all, long ones in turn, at least one. */
function nextGroup(gathered: readonly Waiting[]): { group: Waiting[]; rest: Waiting[] } {
  const group: Waiting[] = [];
  const rest: Waiting[] = [];
  let long = 0;
  for (const one of gathered) {
    const { length } = one.events;
    const fits = length <= shortEvents || long === 0 || (rest.length === 0 && long + length <= mostLong);
    if (fits && length > shortEvents) long += length;
    (fits ? group : rest).push(one);
  }
  return { group, rest };
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
      const { group, rest } = nextGroup(gathered);
      gathered = rest;
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
