import type { RescueKeys } from "@kaochang/exam-server/protocol/sealed-paper.ts";
import { backoffMs, type Later } from "../transport/timers.ts";
import type { AttemptStore } from "./attempt.ts";

type Sealer = typeof import("../transport/rescue.ts");

interface RescueParts {
  store: AttemptStore;
  keys: () => RescueKeys | null;
  journal: () => string;
  flush: () => void;
  later: Later;
  chance: () => number;
}

/**
 * Makes rescue files. Its code is fetched at once and kept: when it is needed there is no network to fetch
 * it over, and it would be a tenth of the page's first load.
 */
export function createRescueDesk({ store, keys, journal, flush, later, chance }: RescueParts) {
  let sealer: Sealer | null = null;
  const fetch = (tries: number): void => {
    import("../transport/rescue.ts").then(
      (code) => {
        sealer = code;
      },
      () => later(backoffMs(tries, chance()), () => fetch(tries + 1)),
    );
  };
  fetch(1);
  return {
    /** The text of a file with all that the server has not replied to; null when it cannot be made here. */
    async rescueFile(): Promise<string | null> {
      flush();
      const known = keys();
      if (sealer === null || known === null) return null;
      const entries = store.getState().box.pending.map(({ entry }) => entry);
      const random = {
        secret: crypto.getRandomValues(new Uint8Array(32)),
        nonce: crypto.getRandomValues(new Uint8Array(12)),
      };
      const claims = { attempt: known.attempt, journal: journal(), entries };
      return sealer.sealRescue(known, claims, random).catch(() => null);
    },
  };
}
