import { type PcStay, staysOf, within } from "../attempt/seating.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import type { Seating, SeatingQuery, Stay } from "../protocol/seating.ts";
import { foldNumber } from "../store/fold-number.ts";
import type { EventLog } from "../store/store.ts";
import { breath } from "./breath.ts";
import { attemptLog } from "./ledger-log.ts";
import { covers, type Right } from "./reach.ts";
import { type Place, type Sittings, summaryOf } from "./sittings.ts";

/** Enough of a PC's random id to tell those of a room apart. */
const pcLength = 8;

export interface SeatingParts {
  log: Pick<EventLog, "read">;
  sittings: Pick<Sittings, "get">;
}

/** Who sat where in a sitting, from the logs of its attempts and the roster. */
export function openSeating({ log, sittings }: SeatingParts) {
  const staysAt = async (place: Place): Promise<Stay[]> => {
    const stays = staysOf(await attemptLog(log, place.attempt), place);
    return stays.map((stay) => shown(place, stay));
  };

  return {
    /** Of the rooms within one's right. */
    async find(id: string, query: SeatingQuery, right: Right): Promise<Seating | Refusal> {
      const sitting = sittings.get(id);
      if (!sitting) return refuse("not-found");
      const stays: Stay[] = [];
      for (const place of sitting.places) {
        stays.push(...(await staysAt(place)).filter((stay) => covers(right, place, stay)));
        await breath();
      }
      const { title, startedAt, preparedAt } = summaryOf(sitting);
      return {
        ok: true,
        title,
        day: startedAt ?? preparedAt,
        rooms: roomsOf([...sitting.places.filter((place) => covers(right, place, place)), ...stays]),
        stays: stays.filter(asked(query)).sort(inOrder),
      };
    },
  };
}

export type SeatingDesk = ReturnType<typeof openSeating>;

function shown({ attempt, person }: Place, { journal, ...stay }: PcStay): Stay {
  const { name, admissionNumber } = person;
  return { attempt, name, admissionNumber, pc: journal.slice(0, pcLength), ...stay };
}

function asked({ room, seat, who, from, to }: SeatingQuery): (stay: Stay) => boolean {
  const number = who === undefined ? "" : foldNumber(who);
  return (stay) =>
    (room === undefined || stay.room === room) &&
    (seat === undefined || stay.seat === seat) &&
    (who === undefined || stay.name.includes(who) || stay.admissionNumber.includes(number)) &&
    within(stay, { from, to });
}

interface Where {
  room: string;
  seat: string;
}

function roomsOf(places: readonly Where[]): Seating["rooms"] {
  const seats = new Map<string, Set<string>>();
  for (const { room, seat } of [...places].sort(bySeat))
    seats.set(room, (seats.get(room) ?? new Set()).add(seat));
  return [...seats].map(([room, own]) => ({ room, seats: [...own] }));
}

function bySeat(a: Where, b: Where): number {
  return (
    a.room.localeCompare(b.room, "zh") || Number(a.seat) - Number(b.seat) || a.seat.localeCompare(b.seat)
  );
}

function inOrder(a: Stay, b: Stay): number {
  return bySeat(a, b) || a.from - b.from;
}
