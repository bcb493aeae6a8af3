import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import type { Words } from "../staff/i18n/words.ts";
import { hasArrived, isClosed } from "./room-time.ts";
import { tally } from "./tally.ts";

/** How many came whose faces no proctor has compared with their papers. */
export function unconfirmedCount(seats: readonly BoardSeat[]): number {
  return seats.filter(isUnconfirmed).length;
}

/** Whoever has handed in can be compared no more. */
export function isUnconfirmed(seat: BoardSeat): boolean {
  return hasArrived(seat) && !isClosed(seat) && !seat.personConfirmed;
}

/** 「10 人已就绪，2 人未到」: only what is not zero is said. */
export function readiness(seats: readonly BoardSeat[], t: Words): string {
  const counts = tally(seats);
  const parts = [
    counts.waiting > 0 && t("start.waiting", { count: counts.waiting }),
    counts["signed-in"] > 0 && t("start.arriving", { count: counts["signed-in"] }),
    counts.offline > 0 && t("start.offline", { count: counts.offline }),
    counts["not-arrived"] > 0 && t("start.missing", { count: counts["not-arrived"] }),
  ];
  return parts.filter((part) => part !== false).join(t("start.comma"));
}

/** 「12 人：10 人已就绪，2 人未到。」: who would start now. */
export function startCount(seats: readonly BoardSeat[], t: Words): string {
  return t("start.count", { all: seats.length, parts: readiness(seats, t) });
}
