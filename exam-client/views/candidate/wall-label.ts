import type { AttemptView } from "@kaochang/exam-server/protocol/messages.ts";

const two = (value: number) => String(value).padStart(2, "0");

const timeOf = (at: Date) => `${two(at.getHours())}:${two(at.getMinutes())}`;
const dayOf = (at: Date) => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;

/** An exam time as the clock on the wall will show it: a label, because exam time stands still in an outage. */
export function wallLabel(exam: number, { clock }: Pick<AttemptView, "clock">): string {
  return timeOf(new Date(clock.wall + exam - clock.exam));
}

/** A planned start, "2026-05-29T09:00", with its day where that is not the day of `wall` (milliseconds since 1970). */
export function beginsLabel(begins: string, wall: number): string {
  const [day, time = ""] = begins.split("T");
  return day === dayOf(new Date(wall)) ? time : `${day} ${time}`;
}
