import { sqliteBank } from "./sqlite/bank.ts";
import { openDatabase } from "./sqlite/database.ts";
import { eventWriter, sqliteEvents } from "./sqlite/events.ts";
import { sqliteRoster } from "./sqlite/roster.ts";
import { sqliteSignIns } from "./sqlite/sign-ins.ts";
import { sqliteStaff } from "./sqlite/staff.ts";
import { sqliteViews } from "./sqlite/views.ts";
import type { Store } from "./store.ts";

export { UnusableDatabase } from "./sqlite/database.ts";

/**
 * Opens the store in one SQLite file, which is made (mode 0600) with its folder (0700) if missing.
 * Throws UnusableDatabase for a file that is another program's, a newer version's or damaged.
 */
export async function openSqliteStore(file: string): Promise<Store> {
  const db = await openDatabase(file);
  const write = eventWriter(db);
  return {
    events: sqliteEvents(db, write),
    bank: sqliteBank(db),
    roster: sqliteRoster(db, write),
    staff: sqliteStaff(db),
    signIns: sqliteSignIns(db),
    views: sqliteViews(db),
    close: async () => {
      db.close();
    },
  };
}
