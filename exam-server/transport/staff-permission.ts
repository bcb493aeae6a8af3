import type { RightOf } from "../delivery/plan/watch-rights.ts";
import { type Right, within } from "../delivery/reach.ts";
import type { Room } from "../delivery/room.ts";
import type { Sitting, Sittings } from "../delivery/sittings.ts";
import { namesIdNumber } from "../delivery/staff-text.ts";
import type { Role } from "../protocol/http.ts";
import { type Refusal, refuse } from "../protocol/refusal.ts";

export interface PermissionParts {
  room: Pick<Room, "peek">;
  sittings: Pick<Sittings, "get" | "ofAttempt">;
  /** Which rooms of a sitting are whose. */
  rightOf: RightOf;
}

/** What a proctor's request is about, and the words that it writes into the log. */
export interface Meant {
  sitting?: string;
  attempt?: string | null;
  /** Null: all that are within one's right. */
  attempts?: string[] | null;
  room?: string | null;
  reason?: string;
  text?: string;
}

export interface Permitted<P> {
  ok: true;
  /** The request as far as it is within the right. */
  payload: P;
  sitting: Sitting;
  right: Right;
}

/** Whether somebody may ask this of a sitting: by their role, by its rooms, by its words. */
export function permissionOf(
  { room, sittings, rightOf }: PermissionParts,
  who: { username: string; roles: readonly Role[] },
) {
  const sittingOf = ({ sitting, attempt }: Meant): Sitting | undefined =>
    sitting === undefined ? sittings.ofAttempt(attempt ?? "") : sittings.get(sitting);

  return <P extends Meant>(payload: P, officersToo = false): Permitted<P> | Refusal => {
    const mayAsk = who.roles.includes("proctor") || (officersToo && who.roles.includes("officer"));
    if (!mayAsk) return refuse("wrong-role");
    const sitting = sittingOf(payload);
    if (!sitting) return refuse("not-found");
    const right = rightOf(who, sitting.record.id);
    if (right === null || !mayName(right, payload.room)) return refuse("wrong-room");
    const { attempt, attempts, reason = "", text = "" } = payload;
    if (namesIdNumber(reason, sitting) || namesIdNumber(text, sitting)) return refuse("id-number-in-text");
    if (attempts === undefined && !attempt) return { ok: true, payload, sitting, right };
    const reach = within(room, right, sitting, attempts === undefined ? [attempt ?? ""] : attempts);
    if (!reach.ok) return reach;
    const narrowed = attempts === undefined ? payload : { ...payload, attempts: reach.attempts };
    return { ok: true, payload: narrowed, sitting, right };
  };
}

/** Whether a right is to this room; what concerns no room concerns everybody. */
export function mayName(right: Right, room: string | null | undefined): boolean {
  return right === "all" || room === null || room === undefined || right.has(room);
}
