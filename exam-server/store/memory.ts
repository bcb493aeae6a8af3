import { memoryBank } from "./memory/bank.ts";
import { memoryEvents } from "./memory/events.ts";
import { memoryPlans } from "./memory/plans.ts";
import { memoryRoster } from "./memory/roster.ts";
import { memorySecrets } from "./memory/secrets.ts";
import { memorySignIns } from "./memory/sign-ins.ts";
import { memoryStaff } from "./memory/staff.ts";
import { memoryViews } from "./memory/views.ts";
import type { Store } from "./store.ts";

/** A store that lives as long as the process: for tests and rehearsals. */
export function openMemoryStore(): Store {
  const { events, write } = memoryEvents();
  const roster = memoryRoster(write);
  return {
    events,
    bank: memoryBank(),
    roster,
    staff: memoryStaff(),
    signIns: memorySignIns(),
    views: memoryViews(),
    secrets: memorySecrets(),
    plans: memoryPlans(roster.byAdmissionNumber),
    close: async () => {},
  };
}
