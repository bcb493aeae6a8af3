import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import type { StaffKey } from "../staff/i18n/zh.ts";
import { isTimeUnseen } from "./added-time.ts";
import { hasArrived, isOver } from "./room-time.ts";
import { unsentKind } from "./unsent.ts";

/** What is unusual about a seat besides its state: said in words, because a colour alone says nothing. */
export interface Mark {
  words: StaffKey;
  values?: Record<string, number>;
  /** alarm: answers or time may be lost; warn: somebody should look. */
  tone: "alarm" | "warn";
}

export function marksOf(seat: BoardSeat): Mark[] {
  const open = !isOver(seat);
  const arrived = hasArrived(seat);
  const { quarantined, misconduct, incidents, unseenMessages } = seat;
  const irregularities = incidents - misconduct;
  const unsent = unsentKind(seat);
  const marks: [boolean, Mark][] = [
    [open && seat.knocking && arrived, { words: "mark.knocking", tone: "alarm" }],
    [open && seat.knocking && !arrived, { words: "mark.latecomer", tone: "warn" }],
    [seat.identityDoubted, { words: "mark.identity", tone: "warn" }],
    [open && seat.keeps === false, { words: "mark.unkept", tone: "alarm" }],
    [unsent === "before-cut", { words: "mark.unsentBefore", values: { count: seat.unsent }, tone: "alarm" }],
    [unsent === "unheard", { words: "mark.unheard", tone: "alarm" }],
    [unsent === "sending", { words: "mark.unsent", values: { count: seat.unsent }, tone: "warn" }],
    [open && arrived && seat.pause === "asked", { words: "mark.pause", tone: "alarm" }],
    [seat.voided, { words: "mark.voided", tone: "warn" }],
    [misconduct > 0, { words: "mark.misconduct", values: { count: misconduct }, tone: "warn" }],
    [irregularities > 0, { words: "mark.incidents", values: { count: irregularities }, tone: "warn" }],
    [quarantined > 0, { words: "mark.quarantined", values: { count: quarantined }, tone: "warn" }],
    [
      open && arrived && unseenMessages > 0,
      { words: "mark.messages", values: { count: unseenMessages }, tone: "warn" },
    ],
    [isTimeUnseen(seat), { words: "mark.timeUnseen", tone: "warn" }],
  ];
  return marks.flatMap(([holds, mark]) => (holds ? [mark] : []));
}
