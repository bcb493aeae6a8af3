import type { Stay } from "@kaochang/exam-server/protocol/seating.ts";
import { spanText } from "../../proctor/span-text.ts";
import type { Words } from "../../staff/i18n/words.ts";
import type { Cell } from "../csv.ts";

const two = (value: number) => String(value).padStart(2, "0");

/** `05-01 10:05:07`: people compare it with what they wrote down. */
export function momentText(wall: number): string {
  const at = new Date(wall);
  const day = `${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
}

export function leftText({ to }: Stay, t: Words): string {
  return to === null ? t("seating.there") : momentText(to);
}

/** 「2 次，共 3分10秒」; what still lasts counts up to now. */
export function goneText({ gone }: Stay, now: number, t: Words): string {
  if (gone.length === 0) return "";
  const all = gone.reduce((sum, { from, to }) => sum + ((to ?? now) - from), 0);
  return t("seating.goneTimes", { count: gone.length, span: spanText(all, t) });
}

/** The table as it is shown, a heading first. */
export function seatingRows(stays: readonly Stay[], now: number, t: Words): Cell[][] {
  const head = [
    t("seating.room"),
    t("seating.seat"),
    t("column.name"),
    t("column.admissionNumber"),
    t("seating.pc"),
    t("seating.address"),
    t("seating.came"),
    t("seating.left"),
    t("seating.gone"),
    t("seating.returns"),
  ];
  const rows = stays.map((stay) => [
    stay.room,
    stay.seat,
    stay.name,
    stay.admissionNumber,
    stay.pc,
    stay.address,
    momentText(stay.from),
    leftText(stay, t),
    goneText(stay, now, t),
    stay.returns,
  ]);
  return [head, ...rows];
}
