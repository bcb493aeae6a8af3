import type { SeatingQuery } from "@kaochang/exam-server/protocol/seating.ts";

/** What the form holds; empty texts ask for nothing. Times as typed, e.g. "10:05". */
export interface Asked {
  who: string;
  room: string;
  seat: string;
  from: string;
  to: string;
}

export const nothingAsked: Asked = { who: "", room: "", seat: "", from: "", to: "" };

/** The query for it, with times of the day on which the sitting was held. */
export function queryOf({ who, room, seat, from, to }: Asked, day: number): SeatingQuery {
  const given = (text: string) => (text.trim() === "" ? undefined : text.trim());
  return {
    who: given(who),
    room: given(room),
    seat: given(seat),
    from: wallOf(from, day, 0),
    to: wallOf(to, day, 59_999),
  };
}

/** A minute has sixty seconds: "to 10:20" means its last one. */
function wallOf(time: string, day: number, within: number): number | undefined {
  const [hours, minutes] = time.split(":").map(Number);
  if (hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)) return undefined;
  return new Date(day).setHours(hours, minutes, 0, 0) + within;
}
