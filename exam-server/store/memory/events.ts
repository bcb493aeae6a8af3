import { genesis } from "../../attempt/chain.ts";
import { type EventLog, type NewEvent, type StoredEvent, VersionConflict } from "../store.ts";

/** Writes all events or throws VersionConflict before the first one. */
export type WriteEvents = (events: readonly NewEvent[], exam?: number) => void;

export function memoryEvents(): { events: EventLog; write: WriteEvents } {
  const log: StoredEvent[] = [];
  const streams = new Map<string, StoredEvent[]>();
  let clock = 0;
  let lastWall: number | null = null;

  function write(events: readonly NewEvent[], exam = 0): void {
    refuseConflicts(events, (stream) => streams.get(stream)?.at(-1));
    for (const event of events) {
      const stored = { ...event, position: log.length + 1 };
      log.push(stored);
      const stream = streams.get(event.stream);
      if (stream === undefined) streams.set(event.stream, [stored]);
      else stream.push(stored);
    }
    clock = events.reduce((latest, event) => Math.max(latest, event.exam), Math.max(clock, exam));
  }

  const events: EventLog = {
    append: async (added, exam) => write(added, exam),
    read: async (stream) => copies(streams.get(stream) ?? []),
    readAfter: async (position, limit) => copies(log.slice(position, position + limit)),
    clock: async () => clock,
    lastWall: async () => lastWall,
    keepClock: async (exam, wall) => {
      write([], exam);
      lastWall = wall;
    },
  };
  return { events, write };
}

function refuseConflicts(
  events: readonly NewEvent[],
  headOf: (stream: string) => StoredEvent | undefined,
): void {
  const heads = new Map<string, NewEvent>();
  for (const event of events) {
    const head = heads.get(event.stream) ?? headOf(event.stream);
    const { version, hash } = head ?? { version: 0, hash: genesis };
    if (event.version !== version + 1 || event.previous !== hash) throw new VersionConflict(event.stream);
    heads.set(event.stream, event);
  }
}

function copies(events: readonly StoredEvent[]): StoredEvent[] {
  return events.map((event) => ({ ...event }));
}
