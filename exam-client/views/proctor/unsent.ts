import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import type { Words } from "../staff/i18n/words.ts";
import { isClosed } from "./room-time.ts";

/**
 * What is known of answers that are only on a seat's PC. before-cut: so many had not come when it went, and what is
 * answered since is there too · sending: it is here and has not sent all · unheard: it was gone when the time ended.
 */
export type UnsentKind = "before-cut" | "sending" | "unheard";

export function unsentKind({ state, unsent, unheard }: BoardSeat): UnsentKind | null {
  if (unsent > 0) return state === "offline" ? "before-cut" : "sending";
  return unheard ? "unheard" : null;
}

/** The attempt has ended, and its PC holds answers, or may: nobody is to switch it off. */
export function holdsAnswers(seat: BoardSeat): boolean {
  return isClosed(seat) && unsentKind(seat) !== null;
}

/** More answers first; what nobody knows comes before none. */
export function unsentRank(seat: BoardSeat): number {
  return seat.unsent > 0 ? seat.unsent + 1 : Number(seat.unheard);
}

/** Of a PC that is gone: whether reloading or switching it off would lose answers, might, or nobody has said so. */
export function riskOf({ unsent, keeps }: BoardSeat): number {
  return keeps === false ? 2 : Math.min(1, unsent);
}

/** In one cell; empty where nothing is known to be there. */
export function unsentShort(seat: BoardSeat, t: Words): string {
  const kind = unsentKind(seat);
  return kind === null ? "" : t(`column.unsent.${kind}`, { count: seat.unsent });
}

/** In one sentence; null where there is nothing to tell. */
export function unsentText(seat: BoardSeat, t: Words): string | null {
  const kind = unsentKind(seat);
  if (kind !== null) return t(`panel.unsent.${kind}`, { count: seat.unsent });
  return seat.state === "offline" && seat.deadline !== null ? t("panel.unsent.none-before") : null;
}
