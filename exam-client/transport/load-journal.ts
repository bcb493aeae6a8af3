import { diskWaitMs, type Journal } from "./journal.ts";
import type { JournalContent } from "./outbox.ts";
import { backoffMs, type Later, within } from "./timers.ts";

const mostTries = 4;

/**
 * Reads the journal, trying again after a failure. Rejects when it stays unreadable: it must never be
 * taken for empty, because its numbers would be given out a second time.
 */
export async function loadJournal(
  journal: Journal,
  later: Later,
  chance: () => number,
): Promise<JournalContent> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await within(later, diskWaitMs, journal.load());
    } catch (error) {
      if (tries === mostTries) throw error;
      await new Promise<void>((resolve) => later(backoffMs(tries, chance()), resolve));
    }
  }
}
