import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import type { Words } from "../staff/i18n/words.ts";
import { roomName } from "../staff/room-name.ts";
import type { Selection } from "./selection.ts";
import type { Target } from "./wish.ts";

interface Meant {
  /** Those that are shown: one room's, or all of them. */
  seats: readonly BoardSeat[];
  /** All that this board has. */
  all: readonly BoardSeat[];
  sitting: Pick<SittingSummary, "candidates">;
  /** The room that is shown; null: all. */
  room: string | null;
  selection: Selection;
  t: Words;
}

function chosenName(chosen: readonly BoardSeat[], rooms: number, t: Words): string {
  const [only, ...others] = chosen;
  if (only === undefined || others.length > 0) return t("acts.some", { count: chosen.length });
  const seat = `${t("live.seat", { seat: only.seat })} ${only.name}`;
  return rooms > 1 ? `${roomName(t, only.room)} ${seat}` : seat;
}

/** Whom the panel and the keys mean: the seats chosen, else everybody who is shown. */
export function targetOf({ seats, all, sitting, room, selection, t }: Meant): {
  target: Target;
  chosen: boolean;
} {
  const chosen = all.filter(({ attempt }) => selection.chosen.has(attempt));
  if (chosen.length > 0) {
    const rooms = new Set(all.map((seat) => seat.room)).size;
    const name = chosenName(chosen, rooms, t);
    return { target: { seats: chosen, all: false, room: null, name }, chosen: true };
  }
  // A board of some rooms is not the whole sitting: its seats are named one by one.
  const whole = room === null && seats.length === sitting.candidates;
  const name =
    room === null
      ? t("time.allName", { count: seats.length })
      : t("acts.roomName", { room: roomName(t, room), count: seats.length });
  return { target: { seats, all: whole, room, name }, chosen: false };
}
