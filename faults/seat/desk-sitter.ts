import type { Room } from "../run/room.ts";
import type { OpenSitter } from "../run/sitter.ts";
import { arrive, linger, sit } from "./candidate.ts";
import { openSeat, type Seat } from "./seat.ts";

/** What goes wrong at one seat while its candidate answers. */
export type Trouble = (seat: Seat, room: Room) => Promise<void>;

/** Half of the candidates hand in, most of them well before the end. */
const handInShare = 0.5;
const pace = [120, 600] as const;

/** A candidate at a headless page, with this trouble. */
export function deskSitter(trouble: Trouble = async () => {}): OpenSitter {
  return async ({ room, person, dice, openPage }) => {
    const { server, stalls, timeline } = room;
    const seat = await openSeat({ person, dice, openPage, stalls, port: server.port, serverUp: server.up });
    return {
      ledger: seat.ledger,
      samples: seat.samples,
      discarded: seat.discarded,
      attempt: seat.attempt,
      cables: () => seat.pcs.map(({ cable }) => cable),
      left: seat.left,
      off: seat.off,
      async arrive() {
        await seat.openTab(seat.pc());
        await arrive(seat);
      },
      async sit(ends) {
        const share = dice.of("hand-in").between(0.6, 0.97);
        const handsIn = dice.of("hand-in?").happens(handInShare);
        const handInAt = handsIn ? timeline.started.to + share * timeline.duration : null;
        const troubled = trouble(seat, room);
        await sit(seat, { handInAt, until: ends.deadline, pace });
        await troubled;
        await linger(seat, ends.collected);
      },
    };
  };
}
