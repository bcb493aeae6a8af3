import type { Monotonic } from "../transport/clock-sync.ts";
import type { Outbox } from "../transport/outbox.ts";

/** What takes no longer is on its way and nobody's business. */
const settleMs = 2_000;
/** While answers wait, their number is told at most this often. */
const paceMs = 5_000;

/** Answers in the journal that no reply has come for, when its last entry is number `head`. */
export interface Unsent {
  head: number;
  answers: number;
}

/** As the candidate is told it: questions, however often each was changed. */
export function unsentOf({ head, pending }: Pick<Outbox, "head" | "pending">): Unsent {
  return { head, answers: new Set(pending.map(({ entry }) => entry.change.item)).size };
}

interface UnsentParts {
  monotonic: Monotonic;
  now: () => Unsent;
  tell: (unsent: Unsent) => void;
}

/**
 * Tells the server how many answers are only on this PC: on each new line at once, so that a returning PC is
 * known to have none as well; then only where they wait. That all have arrived, the server sees by itself.
 */
export function createUnsentWatch({ monotonic, now, tell }: UnsentParts) {
  let told = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  let waitingSince: number | null = null;

  const tellNow = (unsent: Unsent) => {
    told = unsent.answers;
    toldAt = monotonic();
    tell(unsent);
  };

  return {
    /** The line is another one. */
    renew: () => tellNow(now()),
    /** Call often. */
    tick(): void {
      const unsent = now();
      const time = monotonic();
      if (unsent.answers === 0) {
        waitingSince = null;
        told = 0;
        return;
      }
      waitingSince ??= time;
      if (unsent.answers === told || time - waitingSince < settleMs || time - toldAt < paceMs) return;
      tellNow(unsent);
    },
  };
}
