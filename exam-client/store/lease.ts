import type { AttemptView } from "@kaochang/exam-server/protocol/messages.ts";
import { type ClockSample, type Monotonic, sampleOf } from "../transport/clock-sync.ts";
import { backoffMs, type Later } from "../transport/timers.ts";
import { type Ask, type FailureCode, passing } from "../transport/wire.ts";

interface LeaseParts {
  ask: Ask;
  journal: () => string;
  monotonic: Monotonic;
  later: Later;
  chance: () => number;
  opened: (view: AttemptView, sample: ClockSample) => void;
  /** `detail`: what the server says besides; of `fenced`, the attempt's id. */
  refused: (code: FailureCode, detail?: string) => void;
}

/** Takes the lease of the attempt, trying again while the reason is a passing one. Only the latest try counts. */
export function createLease({ ask, journal, monotonic, later, chance, opened, refused }: LeaseParts) {
  let turn = 0;
  let tries = 0;
  let callOff = () => {};

  const drop = () => {
    turn += 1;
    callOff();
  };

  const open = async (): Promise<void> => {
    drop();
    const mine = turn;
    const asked = monotonic();
    const reply = await ask("open", { journal: journal() });
    if (mine !== turn) return;
    if (reply.ok) {
      tries = 0;
      opened(reply.view, sampleOf(reply.view.clock, asked, monotonic()));
    } else if (passing.includes(reply.code)) {
      tries += 1;
      callOff = later(backoffMs(tries, chance()), () => void open());
    } else refused(reply.code, "detail" in reply ? reply.detail : undefined);
  };

  return { open: () => void open(), drop };
}
