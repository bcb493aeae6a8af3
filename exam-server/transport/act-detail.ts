import { seatNow } from "../delivery/reach.ts";
import type { Room } from "../delivery/room.ts";
import type { Sitting } from "../delivery/sittings.ts";
import type { ActDetail, PauseKind, SpareSeat } from "../protocol/acts.ts";
import type { IncidentCategory, IncidentKind } from "../protocol/incidents.ts";
import type { GrantKind } from "../protocol/messages.ts";
import type { Meant } from "./staff-permission.ts";

/** What an act's request may say, whichever act it is. */
type Said = Omit<ActDetail, "act" | "grant" | "pause" | "incident" | "entries"> & {
  kind?: GrantKind | PauseKind | IncidentKind;
  category?: string;
  entries?: readonly unknown[];
};

/** What the boards of the others say of a request that was done. */
export function detailOf(act: ActDetail["act"], request: object): ActDetail {
  const said: Said = request;
  const { reason, text, credited, target, admit, entries, ms } = said;
  return {
    act,
    ...(reason !== undefined && { reason }),
    ...(text !== undefined && { text }),
    ...(credited !== undefined && { credited }),
    ...(target !== undefined && { target }),
    ...(admit !== undefined && { admit }),
    ...(entries !== undefined && { entries: entries.length }),
    ...(ms !== undefined && { ms }),
    ...kindOf(said),
  };
}

/** `kind` says another thing in each request. */
function kindOf({ kind, category }: Said): Partial<ActDetail> {
  if (kind === "credit" || kind === "extension") return { grant: kind };
  if (kind === "suspension" || kind === "evacuation") return { pause: kind };
  return kind === undefined ? {} : { incident: { kind, category } as IncidentCategory };
}

/** Whom an act concerns, as they sit before it. */
export interface Concerned {
  /** The attempt, where it is one. */
  attempt: string | null;
  seat: SpareSeat | null;
  /** How many sit there or are named. */
  count: number;
  /** Rooms where they sit; null: the whole sitting. */
  rooms: string[] | null;
  /** The same with their rooms of the roster, whose proctors see it too. */
  within: ReadonlySet<string> | null;
}

/** The log of a single attempt is read where it is not in memory, so that its seat is the one of that time. */
export async function concernedBy(
  room: Pick<Room, "peek" | "record">,
  sitting: Sitting,
  meant: Meant,
): Promise<Concerned> {
  const { attempt, attempts, room: named } = meant;
  const reached = attempts ?? (attempt ? [attempt] : []);
  if (reached.length === 0) {
    const rooms = named ? [named] : null;
    const there = sitting.places.filter((place) => !named || seatNow(room, place).room === named);
    return { attempt: null, seat: null, count: there.length, rooms, within: rooms && new Set(rooms) };
  }
  if (attempt) await room.record(attempt).catch(() => null);
  const places = reached.flatMap((one) => sitting.placeOf.get(one) ?? []);
  const seats = places.map((place) => seatNow(room, place));
  const rooms = [...new Set(seats.map((seat) => seat.room))];
  const within = new Set([...rooms, ...places.map((place) => place.room)]);
  const [only = null] = reached.length === 1 ? seats : [];
  const { room: where, seat } = only ?? { room: "", seat: "" };
  return {
    attempt: only && (reached[0] ?? null),
    seat: only && { room: where, seat },
    count: reached.length,
    rooms,
    within,
  };
}
