import type { Words } from "../staff/i18n/words.ts";
import { roomName } from "../staff/room-name.ts";
import type { Need } from "./needs.ts";
import { spanText } from "./span-text.ts";

/** More seat labels than these no longer help to find them. */
const labelsShown = 8;

function labels({ seats }: Need, t: Words): string {
  const named = seats.slice(0, labelsShown).map(({ seat }) => seat);
  return named.join(t("needs.comma")) + (seats.length > labelsShown ? "…" : "");
}

/** 「12座 王小明」, 「3 号排」, 「03 考场」; the room is said where there are several. */
export function needWho(need: Need, manyRooms: boolean, t: Words): string {
  const { scope, row, seats } = need;
  const name = roomName(t, seats[0].room);
  const room = manyRooms ? `${name} ` : "";
  if (scope === "room") return name;
  if (scope === "seat") return `${room}${t("live.seat", { seat: seats[0].seat })} ${seats[0].name}`;
  if (scope === "row") return `${room}${t("needs.rowOf", { row: row ?? "", count: seats.length })}`;
  return `${room}${t("needs.row", { row: row ?? "" })} ${t("needs.seatsOf", { seats: labels(need, t) })}`;
}

/** With what had not come when they went, as far as their PCs have said. */
function offlineCause(need: Need, t: Words): string {
  const unsent = need.seats.reduce((sum, seat) => sum + seat.unsent, 0);
  const gone = goneText(need, t);
  return unsent === 0 ? gone : t("needs.unsentBefore", { gone, count: unsent });
}

function unheardCause({ seats }: Need, t: Words): string {
  const [{ unsent }, ...others] = seats;
  if (others.length > 0) return t("needs.unheardMany", { count: seats.length });
  return unsent > 0 ? t("needs.unsentAfter", { count: unsent }) : t("needs.unheard");
}

function goneText({ scope, row, seats }: Need, t: Words): string {
  switch (scope) {
    case "room":
      return t("needs.roomWhole", { room: roomName(t, seats[0].room) });
    case "row":
      return t("needs.rowWhole", { row: row ?? "" });
    case "neighbours":
      return t("needs.neighbours", { row: row ?? "", count: seats.length });
    case "seat":
      return t("needs.offline");
  }
}

/** The signal that stands out most; the seat's panel has them all. */
function conductCause({ seats }: Need, t: Words): string {
  const { left, fullScreen, pasted } = seats[0].signals;
  if (pasted > 0) return t("needs.conductPaste", { times: pasted });
  if (left.times > 0) return t("needs.conduct", { times: left.times, span: spanText(left.ms, t) });
  return t("needs.conductScreen", { times: fullScreen });
}

/** What is the matter, in one line. */
export function needCause(need: Need, t: Words): string {
  const { cause, seats } = need;
  const count = seats.length;
  switch (cause) {
    case "offline":
      return offlineCause(need, t);
    case "unheard":
      return unheardCause(need, t);
    case "quarantined":
      return t("needs.quarantined", { count: seats[0].quarantined });
    case "misconduct":
      return t("needs.misconduct", { count: seats[0].misconduct });
    case "slow":
      return t("needs.slow", { answered: seats[0].answered, total: seats[0].total });
    case "conduct":
      return conductCause(need, t);
    case "missing":
      return count > 1 ? t("needs.missingMany", { count }) : t("needs.missing");
    case "unadmitted":
      return count > 1 ? t("needs.unadmittedMany", { count }) : t("needs.unadmitted");
    case "unconfirmed":
      return count > 1 ? t("needs.unconfirmedMany", { count }) : t("needs.unconfirmed");
    case "undelivered":
      return count > 1 ? t("needs.undeliveredMany", { count }) : t("needs.undelivered");
    default:
      return t(`needs.${cause}`);
  }
}

/** Offline for so long, a candidate is better off at another PC. */
const longMs = 180_000;

/** The one thing to do. `lasted`: milliseconds, null where nobody knows. */
export function needToDo({ cause, scope, seats }: Need, lasted: number | null, t: Words): string {
  if (cause !== "offline") return t(`needs.do.${cause}`);
  if (scope === "room") return t("needs.do.room");
  if (scope !== "seat") return t("needs.do.row");
  const [{ keeps, unsent }] = seats;
  if (keeps === false) return t("needs.do.offlineUnkept");
  if (unsent > 0) return t("needs.do.offlineUnsent");
  return t(lasted !== null && lasted >= longMs ? "needs.do.offlineLong" : "needs.do.offline");
}
