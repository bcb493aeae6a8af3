import type { Database } from "better-sqlite3";
import { genesis } from "../../attempt/chain.ts";
import { type NewEvent, VersionConflict } from "../store.ts";
import type { Job } from "./writer-thread.ts";

/** Where a stream ends: the position, version and hash of its last event. */
interface Head {
  position: number;
  version: number;
  hash: string;
}

const empty: Head = { position: 0, version: 0, hash: genesis };

export const insertEvent = `INSERT INTO event
  (position, stream, version, type, data, exam, wall, previous, hash, before)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Events with their places, to be written with `insertEvent`. */
export interface Placed {
  rows: unknown[][];
  /** To be called once they are on disk: the log now ends with them. */
  stored(): void;
}

/** Lets `stream` follow the log to its end. */
export const follow: Job = [
  `INSERT INTO stream SELECT stream, max(position) FROM event
    WHERE position > (SELECT position FROM followed) GROUP BY stream
    ON CONFLICT (name) DO UPDATE SET position = excluded.position`,
  "UPDATE followed SET position = (SELECT coalesce(max(position), 0) FROM event)",
].map((sql) => ({ sql, rows: [[]] }));

/**
 * The ends of all streams, and the places that new events get after them. Only one server has the data
 * folder, so what it has written itself needs no second look on the disk.
 */
export function openPlaces(db: Database) {
  const atEnd = db.prepare<[string], Head>(
    `SELECT event.position, version, hash FROM stream JOIN event ON event.position = stream.position
    WHERE name = ?`,
  );
  const heads = new Map<string, Head>();
  let last = db.prepare<[], number>("SELECT coalesce(max(position), 0) FROM event").pluck().get() ?? 0;

  const headOf = (stream: string): Head => heads.get(stream) ?? atEnd.get(stream) ?? empty;

  return {
    /** Position of a stream's last event; 0 when it has none. */
    endOf: (stream: string): number => headOf(stream).position,

    /** Throws VersionConflict when an event does not follow its stream's end. */
    place(events: readonly NewEvent[]): Placed {
      const ends = new Map<string, Head>();
      let position = last;
      const rows = events.map(({ stream, version, type, data, exam, wall, previous, hash }) => {
        const head = ends.get(stream) ?? headOf(stream);
        if (version !== head.version + 1 || previous !== head.hash) throw new VersionConflict(stream);
        position += 1;
        ends.set(stream, { position, version, hash });
        return [position, stream, version, type, data, exam, wall, previous, hash, head.position];
      });
      return {
        rows,
        stored() {
          last = position;
          for (const [stream, head] of ends) heads.set(stream, head);
        },
      };
    },
  };
}

/** Run at a start, so that no stream's end is unknown: the last server may have been cut off. */
export function followLog(db: Database): void {
  const [from, to] = [
    db.prepare("SELECT position FROM followed").pluck().get(),
    db.prepare("SELECT max(position) FROM event").pluck().get(),
  ];
  if (to === null || from === to) return;
  db.transaction(() => {
    for (const { sql } of follow) db.prepare(sql).run();
  }).immediate();
}

export type Places = ReturnType<typeof openPlaces>;
