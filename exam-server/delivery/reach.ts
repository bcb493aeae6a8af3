import type { SpareSeat } from "../protocol/acts.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";
import type { WatchRight } from "./plan/watch-rights.ts";
import type { Room } from "./room.ts";
import { type Place, type Sitting, seatOf } from "./sittings.ts";

/** A right that is one. */
export type Right = Exclude<WatchRight, null>;

/**
 * Whether a seat is within a right: by its room on the roster, or by the room of the spare seat that the
 * candidate was moved to, so that the proctors of both rooms see the move and can act on it.
 */
export function covers(right: Right, { room }: Pick<Place, "room">, now: Pick<Place, "room">): boolean {
  return right === "all" || right.has(room) || right.has(now.room);
}

/** Whether every room of a sitting is within a right. */
export function coversAll(right: Right, { places }: Pick<Sitting, "places">): boolean {
  return right === "all" || places.every(({ room }) => right.has(room));
}

/** Where an attempt's candidate sits now, as far as its log is in memory. */
export function seatNow(room: Pick<Room, "peek">, place: Place): SpareSeat {
  const state = room.peek(place.attempt)?.state;
  return state && state.phase !== "none" ? seatOf(place, state) : place;
}

/** The attempts of a sitting that are within a right. */
export function ownAttempts(room: Pick<Room, "peek">, right: Right, { places }: Sitting): Set<string> {
  const mine = places.filter((place) => covers(right, place, seatNow(room, place)));
  return new Set(mine.map(({ attempt }) => attempt));
}

/**
 * What an act on these attempts, or on all (`null`), reaches within a right: all are those of one's own
 * rooms. One that names a seat elsewhere is refused whole.
 */
export function within(
  room: Pick<Room, "peek">,
  right: Right,
  sitting: Sitting,
  attempts: readonly string[] | null,
): { ok: true; attempts: string[] | null } | Refusal {
  if (right === "all") return { ok: true, attempts: attempts && [...attempts] };
  const mine = ownAttempts(room, right, sitting);
  const reached = attempts === null ? [...mine] : [...attempts];
  const mayAll = reached.length > 0 && reached.every((attempt) => mine.has(attempt));
  return mayAll ? { ok: true, attempts: reached } : refuse("wrong-room");
}
