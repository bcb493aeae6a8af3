import { genesis, hashOf } from "../attempt/chain.ts";
import type { AttemptEvent } from "../attempt/events.ts";
import { evolve } from "../attempt/evolve.ts";
import type { DrawEvent, SittingEvent } from "../attempt/sitting.ts";
import { type AttemptState, type Now, nothing } from "../attempt/state.ts";
import type { NewEvent, StoredEvent } from "../store/store.ts";

/** Where a stream stands: its last version and hash. */
export interface Head {
  version: number;
  hash: string;
}

export const emptyHead: Head = { version: 0, hash: genesis };

/** Turns decided events into chained ones ready to be stored, and the head after them. */
export function chain(
  stream: string,
  head: Head,
  events: readonly (AttemptEvent | SittingEvent | DrawEvent)[],
  { exam, wall }: Now,
): { events: NewEvent[]; head: Head } {
  let { version, hash } = head;
  const chained = events.map(({ type, data }) => {
    version += 1;
    const link = { stream, version, type, data: JSON.stringify(data), exam, wall, previous: hash, hash: "" };
    hash = hashOf(link);
    link.hash = hash;
    return link;
  });
  return { events: chained, head: { version, hash } };
}

/** An attempt as its log has it: the folded state, the head, and the hash of the event that made the present receipt ("" before it). */
export interface AttemptRecord {
  state: AttemptState;
  head: Head;
  closingHash: string;
}

export const emptyRecord: AttemptRecord = { state: nothing, head: emptyHead, closingHash: "" };

/** Closing makes a receipt; a decision on quarantined entries makes a new one. */
const receiptMakers = new Set(["closed", "quarantine-decided"]);

/**
 * The record after events that were just committed: takes the state that deciding led to, or folds what
 * was decided, instead of parsing it again.
 */
export function advance(
  { state, closingHash }: AttemptRecord,
  decided: readonly AttemptEvent[],
  stored: readonly NewEvent[],
  now: Now,
  after?: AttemptState,
): AttemptRecord {
  const closing = stored.findLast(({ type }) => receiptMakers.has(type));
  const last = stored.at(-1);
  return {
    state: after ?? decided.reduce((present, event) => evolve(present, event, now), state),
    head: last ? { version: last.version, hash: last.hash } : emptyHead,
    closingHash: closing?.hash ?? closingHash,
  };
}

/** Folds stored events, as read from the log. */
export function foldAttempt(record: AttemptRecord, events: readonly NewEvent[]): AttemptRecord {
  return events.reduce(({ state, closingHash }, stored) => {
    const event = attemptEvent(stored);
    return {
      state: evolve(state, event, { exam: stored.exam, wall: stored.wall }),
      head: { version: stored.version, hash: stored.hash },
      closingHash: receiptMakers.has(event.type) ? stored.hash : closingHash,
    };
  }, record);
}

/** The log is the product's own writing, checked by its hashes, so its JSON is trusted to have the event's shape. */
export function attemptEvent(stored: Pick<StoredEvent, "type" | "data">): AttemptEvent {
  return { type: stored.type, data: JSON.parse(stored.data) } as AttemptEvent;
}

export function sittingEvent(stored: Pick<StoredEvent, "type" | "data">): SittingEvent {
  return { type: stored.type, data: JSON.parse(stored.data) } as SittingEvent;
}
