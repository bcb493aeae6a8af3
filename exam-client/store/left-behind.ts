import { type Courier, openCourier } from "../transport/courier.ts";
import type { Disk } from "../transport/journal.ts";
import type { Later } from "../transport/timers.ts";
import { type Ask, type Outcome, passing } from "../transport/wire.ts";

interface LeftBehindParts {
  ask: Ask;
  later: Later;
  chance: () => number;
}

/**
 * Hands over what this PC still keeps of the candidate's other attempts, such as theory's when skills is on the
 * screen. The screen does not show it; what the server does not take stays in the journal for the next time.
 */
export function createLeftBehind({ ask, later, chance }: LeftBehindParts) {
  /** Grows with every line. */
  let turn = 0;
  let couriers: Promise<Courier>[] = [];

  const hire = (disk: Disk, journal: string, attempt: string): Promise<Courier> => {
    const hired = openCourier({
      journal: disk.journal({ id: journal, attempt }),
      keeps: disk.keeps,
      async send(epoch, entries) {
        const reply = await ask("entries", { journal, epoch, entries, attempt });
        if (isFinal(reply)) (await hired).pause();
        return reply;
      },
      later,
      chance,
      changed() {},
      stopped() {},
    });
    return hired;
  };

  const pause = (): void => {
    turn += 1;
    for (const courier of couriers) courier.then((one) => one.pause()).catch(() => {});
    couriers = [];
  };

  return {
    pause,
    /** `shown`: the attempt on the screen, which has a courier of its own. */
    async resume(disk: Disk, journal: string, shown: string): Promise<void> {
      pause();
      const mine = turn;
      const attempts = await disk.unsentAttempts(journal).catch(() => []);
      for (const attempt of attempts) {
        if (attempt === shown || mine !== turn) continue;
        const courier = hire(disk, journal, attempt);
        couriers.push(courier);
        await courier.then((one) => mine === turn && one.surrender()).catch(() => {});
      }
    },
  };
}

/** A gap is mended by numbering anew; anything else that does not pass by itself is for another day. */
function isFinal(reply: Outcome<"entries">): boolean {
  return !reply.ok && reply.code !== "sequence-gap" && !passing.includes(reply.code);
}
