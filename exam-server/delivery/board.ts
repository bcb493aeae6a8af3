import { seatFacts } from "../attempt/board-seat.ts";
import type { BoardSeat } from "../protocol/messages.ts";
import type { ExamClock } from "./exam-clock.ts";
import type { Presence } from "./presence.ts";
import type { Room } from "./room.ts";
import type { Place, Sitting, Sittings } from "./sittings.ts";

/**
 * The proctor's board as a view of the log and of who is connected. Changes gather and leave as one
 * message a second, because an emit per answer of every candidate would cost more than the answers.
 */
export function openBoard(parts: { room: Room; sittings: Sittings; presence: Presence; clock: ExamClock }) {
  const { room, sittings, presence, clock } = parts;
  const since = new Map<string, { state: BoardSeat["state"]; exam: number }>();
  const changed = new Map<string, Set<string>>();

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
  const shownSeat = (place: Place): Promise<BoardSeat[]> => seatOf(place).catch(() => []);

  const seatOf = async (place: Place): Promise<BoardSeat[]> => {
    const { attempt, room: name, seat, person } = place;
    const { state } = await room.record(attempt);
    if (state.phase === "none") return [];
    const facts = seatFacts(state, presence.of(attempt).online);
    if (since.get(attempt)?.state !== facts.state) {
      since.set(attempt, { state: facts.state, exam: clock.now().exam });
    }
    const sinceExam = since.get(attempt)?.exam ?? 0;
    return [
      {
        attempt,
        room: name,
        seat,
        name: person.name,
        admissionNumber: person.admissionNumber,
        since: sinceExam,
        knocking: state.phase !== "closed" && presence.knocking(attempt),
        ...facts,
      },
    ];
  };

  return {
    async seats(sitting: Sitting): Promise<BoardSeat[]> {
      return (await Promise.all(sitting.places.map(shownSeat))).flat();
    },
    /** What changed since the last call, per sitting. */
    async flush(): Promise<{ sitting: Sitting; seats: BoardSeat[] }[]> {
      presence.tidy(clock.now().exam);
      const due = [...changed];
      changed.clear();
      const updates = due.map(async ([id, attempts]) => {
        const sitting = sittings.get(id);
        if (!sitting) return [];
        const places = sitting.places.filter(({ attempt }) => attempts.has(attempt));
        return [{ sitting, seats: (await Promise.all(places.map(shownSeat))).flat() }];
      });
      return (await Promise.all(updates)).flat();
    },
  };
}

export type Board = ReturnType<typeof openBoard>;
