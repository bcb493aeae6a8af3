import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import type { StaffKey } from "../staff/i18n/zh.ts";
import { addedMinutes, isTimeUnseen } from "./added-time.ts";
import { isOver } from "./room-time.ts";

/** What is unusual about a seat besides its state: said in words, because a colour alone says nothing. */
export interface Mark {
  words: StaffKey;
  values?: Record<string, number>;
  /** alarm: answers or time may be lost; warn: somebody should look. */
  tone: "alarm" | "warn";
}

export function marksOf(seat: BoardSeat): Mark[] {
  const open = !isOver(seat);
  const arrived = seat.state !== "not-arrived";
  const { quarantined, misconduct, incidents, unseenMessages } = seat;
  const irregularities = incidents - misconduct;
  const marks: [boolean, Mark][] = [
    [open && seat.knocking && arrived, { words: "mark.knocking", tone: "alarm" }],
    [open && seat.knocking && !arrived, { words: "mark.latecomer", tone: "warn" }],
    [open && seat.keeps === false, { words: "mark.unkept", tone: "alarm" }],
    [open && seat.pause === "asked", { words: "mark.pause", tone: "alarm" }],
    [seat.voided, { words: "mark.voided", tone: "warn" }],
    [misconduct > 0, { words: "mark.misconduct", values: { count: misconduct }, tone: "warn" }],
    [irregularities > 0, { words: "mark.incidents", values: { count: irregularities }, tone: "warn" }],
    [quarantined > 0, { words: "mark.quarantined", values: { count: quarantined }, tone: "warn" }],
    [open && unseenMessages > 0, { words: "mark.messages", values: { count: unseenMessages }, tone: "warn" }],
    [isTimeUnseen(seat), { words: "mark.timeUnseen", values: { minutes: addedMinutes(seat) }, tone: "warn" }],
  ];
  return marks.flatMap(([holds, mark]) => (holds ? [mark] : []));
}
