import type { AttemptView, Entry } from "../protocol/messages.ts";
import type { Line } from "./line.ts";
import type { TimeTold } from "./timekeeper.ts";

const rounds = 3;

/** A seat's clock as the page keeps it: its monotonic clock plus the offset of the fastest of several round trips. */
export function seatClock(monotonic: () => number, told: (time: TimeTold) => void) {
  let offset = 0;
  let compared: number | null = null;
  let times: Pick<AttemptView["clock"], "startedAt" | "deadline"> = { startedAt: null, deadline: null };

  const heard = (exam: number, from: number, to: number): void => {
    const { startedAt, deadline } = times;
    if (startedAt !== null && deadline !== null) told({ from, to, exam, startedAt, deadline });
  };

  return {
    shown(view: AttemptView): void {
      const { startedAt, deadline } = view.clock;
      times = { startedAt, deadline };
    },
    /** A view that was asked for at `from` tells the time as well. */
    opened: (view: AttemptView, from: number) => heard(view.clock.exam, from, monotonic()),
    async compare({ ask }: Pick<Line, "ask">): Promise<void> {
      let least = Number.POSITIVE_INFINITY;
      for (let round = 0; round < rounds; round += 1) {
        const from = monotonic();
        const reply = await ask("sync", {});
        if (!reply.ok) return;
        const to = monotonic();
        heard(reply.exam, from, to);
        compared = to;
        if (to - from >= least) continue;
        least = to - from;
        offset = reply.exam - (from + to) / 2;
      }
    },
    /** For an entry that is written now. */
    stamp(): Pick<Entry, "made" | "synced"> {
      const now = Math.max(0, Math.round(monotonic() + offset));
      return {
        made: Math.min(now, times.deadline ?? now),
        synced: compared === null ? null : Math.round(monotonic() - compared),
      };
    },
  };
}
