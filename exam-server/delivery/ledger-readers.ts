import type { EventLog } from "../store/store.ts";
import type { Catalogue } from "./catalogue.ts";
import type { ExamClock } from "./exam-clock.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import { openReplays, type Replays } from "./replay.ts";
import type { Room } from "./room.ts";
import { openSeating, type SeatingDesk } from "./seating.ts";
import type { Sittings } from "./sittings.ts";

/** What is read from the logs of attempts: lost time, who sat where, a whole attempt played back. */
export interface LogReaders {
  ledger: Ledger;
  seating: SeatingDesk;
  replays: Replays;
}

export function openLogReaders(parts: {
  log: Pick<EventLog, "read">;
  room: Room;
  sittings: Sittings;
  catalogue: Catalogue;
  clock: ExamClock;
  /** As the ledger's. */
  limit: number;
}): LogReaders {
  return { ledger: openLedger(parts), seating: openSeating(parts), replays: openReplays(parts) };
}
