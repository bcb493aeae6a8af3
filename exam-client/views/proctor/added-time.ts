import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import type { Words } from "../staff/i18n/words.ts";
import { hasArrived, isOver } from "./room-time.ts";
import { spanText } from "./span-text.ts";

/** Whether the seat has not yet told that it shows the latest change of its time. */
export function isTimeUnseen(seat: BoardSeat): boolean {
  return hasArrived(seat) && !isOver(seat) && seat.changesSeen < seat.changes;
}

export interface TimeSeen {
  /** Seats whose time was changed and still runs, and how many of them show it. */
  all: number;
  shown: number;
  unseen: BoardSeat[];
}

export function timeSeen(seats: readonly BoardSeat[]): TimeSeen {
  const changed = seats.filter((seat) => seat.changes > 0 && hasArrived(seat) && !isOver(seat));
  const unseen = changed.filter(isTimeUnseen);
  return { all: changed.length, shown: changed.length - unseen.length, unseen };
}

/** 「10分」, 「1分12秒」: whole minutes are told without their seconds. */
export function addedSpan({ granted }: Pick<BoardSeat, "granted">, t: Words): string {
  const seconds = Math.round(granted / 1000);
  return seconds % 60 === 0 ? t("span.wholeMinutes", { minutes: seconds / 60 }) : spanText(seconds * 1000, t);
}
