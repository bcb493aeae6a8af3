import { refuse } from "../protocol/refusal.ts";
import type { Rehearsals } from "../transport/http/rehearsal.ts";
import { lastWords, spawnRehearsal } from "./child.ts";
import { openClaim } from "./claim.ts";
import { type DeskParts, openDesk, realSittings, refusalOf } from "./desk.ts";
import { keepRehearsal, lastRehearsal } from "./last-report.ts";
import { endLeftovers } from "./leftovers.ts";
import { notReadyCode } from "./not-ready.ts";

export interface RehearsalsParts extends Omit<DeskParts, "claim" | "ended"> {
  dataDir: string;
  /** The script that runs the `kaochang` command. */
  program: string;
  monotonic: () => number;
  report: (what: string, reason: unknown) => void;
}

/** Rehearsals on a running server: the desk for the program that simulates, and the officer's button. */
export function openRehearsals(parts: RehearsalsParts): Rehearsals {
  const { dataDir, delivery, monotonic, report } = parts;
  const { sittings } = delivery;
  const claim = openClaim(monotonic);
  let last = lastRehearsal(dataDir);
  let failure: string | null = null;
  const desk = openDesk({
    ...parts,
    claim,
    ended(finished, why) {
      if (finished) keepRehearsal(dataDir, finished);
      last = finished ?? last;
      failure = why;
    },
  });
  const busy = () => realSittings(sittings.all()).running;
  const stop = endLeftovers({ sittings, isClaimed: claim.isOf, busy, monotonic, report });

  return {
    desk,
    async status() {
      const { open, largest } = realSittings(sittings.all());
      const refused = refusalOf({ delivery, claim }, { killServer: false });
      return { ok: true, running: claim.shown(), last, failure, refused, mayKill: !open, largest };
    },
    async begin(plan) {
      const refused = refusalOf({ delivery, claim }, plan);
      if (refused) return refused;
      failure = null;
      claim.take(plan, true);
      spawnRehearsal(dataDir, parts.program, plan).once("exit", (code) => {
        if (code === 0 || code === notReadyCode) return;
        failure ??= lastWords(dataDir) || "演练程序意外结束";
        claim.leave();
      });
      return { ok: true };
    },
    cancel: () => (claim.cancel() ? { ok: true } : refuse("not-found")),
    stop,
  };
}
