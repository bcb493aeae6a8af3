import { lostReason } from "../attempt/lost-reason.ts";
import { lostTime, mayHaveLost } from "../attempt/lost-time.ts";
import type { LostKind, LostTimeReport, RoomLostTime, SeatLostTime } from "../protocol/ledger.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import type { EventLog } from "../store/store.ts";
import { breath } from "./breath.ts";
import type { ExamClock } from "./exam-clock.ts";
import { attemptLog, stateOf } from "./ledger-log.ts";
import { covers, type Right } from "./reach.ts";
import type { Room } from "./room.ts";
import { type Place, type Sittings, seatOf } from "./sittings.ts";

/** Kinds of lost time that a proctor could have given back at once and did not. */
const decided: ReadonlySet<LostKind> = new Set(["suspended", "closed"]);

export interface LedgerParts {
  log: Pick<EventLog, "read">;
  room: Pick<Room, "peek" | "onChange">;
  sittings: Pick<Sittings, "get">;
  clock: ExamClock;
  /** The most credit that is proposed for one attempt in all, milliseconds. */
  limit: number;
}

/** Lost time 耽误时间 of a sitting's seats, from their logs. */
export function openLedger({ log, room, sittings, clock, limit }: LedgerParts) {
  /** Attempts whose log was read and tells of no hand-in that was undone: the state does not. */
  const neverReopened = new Set<string>();
  room.onChange(({ attempt, events }) => {
    if (events.some(({ type }) => type === "reopened")) neverReopened.delete(attempt);
  });

  /** A seat that lost nothing is not in the report; one whose log is damaged is not either, so that the others are. */
  const lostAt = async (place: Place, right: Right): Promise<SeatLostTime[]> => {
    const { attempt, person } = place;
    const known = room.peek(attempt)?.state;
    if (known && !mayHaveLost(known) && neverReopened.has(attempt)) return [];
    const events = await attemptLog(log, attempt);
    if (!events.some(({ event }) => event.type === "reopened")) neverReopened.add(attempt);
    const state = stateOf(events);
    if (state.phase === "none") return [];
    const now = seatOf(place, state);
    if (!covers(right, place, now)) return [];
    const lost = lostTime(state, events, clock.now(), limit);
    if (lost.spans.length === 0) return [];
    const { name: who, admissionNumber } = person;
    const over = state.phase === "closed";
    const apart = lost.spans.some(
      ({ kinds, unpaid }) => unpaid > 0 && kinds.some((kind) => decided.has(kind)),
    );
    const shown = { attempt, room: now.room, seat: now.seat, name: who, admissionNumber, over, apart };
    return [{ ...shown, ...lost, reason: lostReason(lost) }];
  };

  return {
    /** Of the rooms within one's right. */
    async lostTime(id: string, right: Right): Promise<LostTimeReport | Refusal> {
      const sitting = sittings.get(id);
      if (!sitting) return refuse("not-found");
      const seats: SeatLostTime[] = [];
      for (const place of sitting.places) {
        seats.push(...(await lostAt(place, right).catch(() => [])));
        await breath();
      }
      return { ok: true, limit, rooms: byRoom(seats) };
    },
  };
}

export type Ledger = ReturnType<typeof openLedger>;

function byRoom(seats: readonly SeatLostTime[]): RoomLostTime[] {
  const names = [...new Set(seats.map(({ room }) => room))];
  return names.map((room) => {
    const own = seats.filter((seat) => seat.room === room);
    const due = own.filter(({ over, apart, proposed }) => !over && !apart && proposed > 0);
    const most = due.reduce((longest, { proposed }) => Math.max(longest, proposed), 0);
    return { room, seats: own, due: due.length, most };
  });
}
