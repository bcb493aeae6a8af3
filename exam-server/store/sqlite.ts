import { sqliteBank } from "./sqlite/bank.ts";
import { connectionPragmas, openDatabase } from "./sqlite/database.ts";
import { eventWriter, sqliteAppend, sqliteEvents } from "./sqlite/events.ts";
import { inTurn } from "./sqlite/in-turn.ts";
import { followLog, openPlaces } from "./sqlite/log-place.ts";
import { sqlitePlans } from "./sqlite/plans.ts";
import { sqliteRoster } from "./sqlite/roster.ts";
import { sqliteSecrets } from "./sqlite/secrets.ts";
import { sqliteSignIns } from "./sqlite/sign-ins.ts";
import { sqliteStaff } from "./sqlite/staff.ts";
import { sqliteViews } from "./sqlite/views.ts";
import { openWriter } from "./sqlite/writer.ts";
import type { Store } from "./store.ts";

export { UnusableDatabase } from "./sqlite/database.ts";

/**
 * Opens the store in one SQLite file, which is made (mode 0600) with its folder (0700) if missing.
 * Throws UnusableDatabase for a file that is another program's, a newer version's or damaged.
 *
 * Two connections: the writing thread has what comes from every seat (events, sign-ins), the main one
 * all reading and what staff write now and then.
 */
export async function openSqliteStore(file: string): Promise<Store> {
  const db = await openDatabase(file);
  followLog(db);
  const places = openPlaces(db);
  const writer = openWriter(file, connectionPragmas);
  // Whatever writes events does so in turn, because a place in the log is taken before it is written.
  const turn = inTurn();
  const append = turn(sqliteAppend(places, writer));
  const roster = sqliteRoster(db, eventWriter(db, places));
  return {
    events: sqliteEvents(db, places, writer, append),
    bank: sqliteBank(db),
    roster: { ...roster, prepare: turn(roster.prepare) },
    staff: sqliteStaff(db),
    signIns: sqliteSignIns(db, writer),
    views: sqliteViews(db),
    secrets: sqliteSecrets(db),
    plans: sqlitePlans(db),
    close: async () => {
      await writer.close();
      db.close();
    },
  };
}
