import type { AttemptState } from "../../attempt/state.ts";
import type { EventLog } from "../../store/store.ts";
import { breath } from "../breath.ts";
import { attemptLog, stateOf } from "../ledger-log.ts";
import { BrokenLog } from "../room.ts";
import type { Place, Sitting } from "../sittings.ts";

export type ClosedState = Extract<AttemptState, { phase: "closed" }>;

/** An attempt's state as its log has it; null for a log that does not hold. */
export async function readState(log: Pick<EventLog, "read">, attempt: string): Promise<AttemptState | null> {
  try {
    return stateOf(await attemptLog(log, attempt));
  } catch (reason) {
    if (reason instanceof BrokenLog) return null;
    throw reason;
  }
}

/**
 * Reads a sitting's attempts one by one from the log, so that they are not kept in memory, and lets others
 * go between. `state` is null where the log does not hold.
 */
export async function* statesOf(
  log: Pick<EventLog, "read">,
  { places }: Sitting,
): AsyncGenerator<{ place: Place; state: AttemptState | null }> {
  for (const place of places) {
    yield { place, state: await readState(log, place.attempt) };
    await breath();
  }
}
