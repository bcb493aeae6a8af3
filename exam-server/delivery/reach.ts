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
  const isMine = (place: Place): boolean => {
    const state = room.peek(place.attempt)?.state;
    return covers(right, place, state && state.phase !== "none" ? seatOf(place, state) : place);
  };
  const mine = new Set(sitting.places.filter(isMine).map(({ attempt }) => attempt));
  const reached = attempts === null ? [...mine] : [...attempts];
  const mayAll = reached.length > 0 && reached.every((attempt) => mine.has(attempt));
  return mayAll ? { ok: true, attempts: reached } : refuse("wrong-room");
}
