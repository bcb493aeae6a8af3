import { seatFacts } from "../attempt/board-seat.ts";
import type { PreparedAttempt } from "../attempt/state.ts";
import { isUnheard, unsentOf } from "../attempt/unsent.ts";
import type { SpareSeat } from "../protocol/acts.ts";
import { isSameSeat } from "../protocol/board-fields.ts";
import type { BoardSeat } from "../protocol/messages.ts";
import type { ExamClock } from "./exam-clock.ts";
import type { Presence } from "./presence.ts";
import type { Room } from "./room.ts";
import { type Place, type Sitting, type Sittings, seatOf } from "./sittings.ts";

/** A seat as it is now, and as the last push told it; null when that must be told whole. */
export interface BoardStep {
  before: BoardSeat | null;
  now: BoardSeat;
}

/**
 * The proctor's board as a view of the log and of who is connected. Changes gather and leave together
 * twice a second, because an emit per answer of every candidate would cost more than the answers.
 */
export function openBoard(parts: { room: Room; sittings: Sittings; presence: Presence; clock: ExamClock }) {
  const { room, sittings, presence, clock } = parts;
  const since = new Map<string, { state: BoardSeat["state"]; exam: number }>();
  const changed = new Map<string, Set<string>>();
  /** Each seat as the last push told it. */
  const told = new Map<string, BoardSeat>();

  const mark = (attempt: string): void => {
    const sitting = sittings.ofAttempt(attempt);
    if (!sitting) return;
    const attempts = changed.get(sitting.record.id) ?? new Set<string>();
    changed.set(sitting.record.id, attempts.add(attempt));
  };
  room.onChange(({ attempt }) => mark(attempt));
  presence.onChange(mark);
  sittings.onChange((sitting) => {
    if (!changed.has(sitting.record.id)) changed.set(sitting.record.id, new Set());
  });

  /** A seat whose log is damaged is left out, so that the others are still seen. */
  const shownSeat = (place: Place): Promise<BoardSeat[]> => readSeat(place).catch(() => []);

  const readSeat = async (place: Place): Promise<BoardSeat[]> => {
    const { attempt, person } = place;
    const { state } = await room.record(attempt);
    if (state.phase === "none") return [];
    const seen = presence.of(attempt);
    const told = presence.told(attempt);
    const facts = seatFacts(state, seen.online);
    if (since.get(attempt)?.state !== facts.state) {
      since.set(attempt, { state: facts.state, exam: clock.now().exam });
    }
    const sinceExam = since.get(attempt)?.exam ?? 0;
    return [
      {
        attempt,
        ...seatOf(place, state),
        name: person.name,
        admissionNumber: person.admissionNumber,
        since: sinceExam,
        left: leftSeats(place, state),
        unsent: unsentOf(state, told),
        unheard: isUnheard(state, presence.known(attempt) ? seen : null, told),
        knocking: state.phase !== "closed" && presence.knocking(attempt),
        ...facts,
      },
    ];
  };

  const differs = (seat: BoardSeat): boolean => {
    const before = told.get(seat.attempt);
    return before !== undefined && !isSameSeat(before, seat);
  };

  const step = (now: BoardSeat): BoardStep => {
    const before = told.get(now.attempt) ?? null;
    told.set(now.attempt, now);
    return { before, now };
  };

  return {
    async seats(sitting: Sitting): Promise<BoardSeat[]> {
      const seats = (await Promise.all(sitting.places.map(shownSeat))).flat();
      // Whoever reads this knows more than the last push told, so the next one tells it whole.
      for (const seat of seats) if (differs(seat)) told.delete(seat.attempt);
      return seats;
    },
    /** What changed since the last call, per sitting. */
    async flush(): Promise<{ sitting: Sitting; steps: BoardStep[] }[]> {
      presence.tidy(clock.now().exam);
      const due = [...changed];
      changed.clear();
      const updates = due.map(async ([id, attempts]) => {
        const sitting = sittings.get(id);
        if (!sitting) return [];
        const places = sitting.places.filter(({ attempt }) => attempts.has(attempt));
        const seats = (await Promise.all(places.map(shownSeat))).flat();
        return [{ sitting, steps: seats.map(step) }];
      });
      return (await Promise.all(updates)).flat();
    },
  };
}

export type Board = ReturnType<typeof openBoard>;

/** One list for all who never moved, so that it need not be compared again and again. */
const nowhere: SpareSeat[] = [];

function leftSeats({ room, seat }: Place, { proctored: { movedTo, left } }: PreparedAttempt): SpareSeat[] {
  if (movedTo === null) return nowhere;
  return [{ room, seat }, ...left].filter((one) => one.room !== movedTo.room || one.seat !== movedTo.seat);
}
