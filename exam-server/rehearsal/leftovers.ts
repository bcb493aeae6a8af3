import { isRehearsal } from "../delivery/rehearsal-mark.ts";
import type { Sitting, Sittings } from "../delivery/sittings.ts";

/** Long enough for a program whose server was killed to be heard again. */
const waitMs = 60_000;
const lookEveryMs = 10_000;

/** Closes a rehearsal before its time by taking all its time away; it then collects and closes like any other. */
export async function endRehearsal(
  sittings: Pick<Sittings, "start" | "grantTime">,
  { record, state }: Sitting,
): Promise<void> {
  if (state.phase === "closed") return;
  if (state.phase === "prepared") await sittings.start(record.id, "rehearsal");
  const ms = -Math.round(record.minutes * 60_000);
  await sittings.grantTime(
    { sitting: record.id, attempts: null, ms, kind: "extension", reason: "演练结束" },
    "rehearsal",
  );
}

export interface LeftoverParts {
  sittings: Pick<Sittings, "all" | "start" | "grantTime">;
  /** Whether a program that simulates candidates is heard for this sitting. */
  isClaimed: (sitting: string) => boolean;
  /** Nothing is tidied while a real sitting runs. */
  busy: () => boolean;
  monotonic: () => number;
  report: (what: string, reason: unknown) => void;
}

/** Ends rehearsals whose program has gone, so that none stands open for ever. Returns how to stop. */
export function endLeftovers({ sittings, isClaimed, busy, monotonic, report }: LeftoverParts): () => void {
  const begun = monotonic();
  const ended = new Set<string>();
  const look = async (): Promise<void> => {
    if (monotonic() - begun < waitMs || busy()) return;
    for (const sitting of sittings.all()) {
      const { id } = sitting.record;
      const left = isRehearsal(sitting.record) && sitting.state.phase !== "closed" && !isClaimed(id);
      if (!left || ended.has(id)) continue;
      ended.add(id);
      await endRehearsal(sittings, sitting);
    }
  };
  const timer = setInterval(() => {
    look().catch((reason) => report("a rehearsal that was left could not be ended", reason));
  }, lookEveryMs);
  return () => clearInterval(timer);
}
