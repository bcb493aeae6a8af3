import type { AttemptEvent } from "../../attempt/events.ts";
import type { Now } from "../../attempt/state.ts";
import { minutesOf, type Remark, type Remarked } from "./report-lines.ts";

/** A seat that was gone while its attempt ran. */
export interface SeatOutage {
  room: string;
  person: NonNullable<Remarked["person"]>;
  /** When it went. */
  wall: number;
  /** Null: it did not come back before the attempt was over. */
  ms: number | null;
}

/** Connections of one switch break within one round of the server's pings. */
const togetherMs = 10_000;
/** Fewer at once may have failed each for itself. */
const togetherSeats = 3;
/** A shorter one of a single seat is a hiccup. */
const worthTelling = 60_000;

/** One person's outages from their log, event by event; `ended` tells the last one of an attempt that is over. */
export function outagesOf() {
  let since: (Pick<SeatOutage, "room" | "person" | "wall"> & { exam: number }) | null = null;
  const outages: SeatOutage[] = [];
  const end = (exam: number | null) => {
    if (since === null) return;
    const { exam: from, ...seat } = since;
    outages.push({ ...seat, ms: exam === null ? null : exam - from });
    since = null;
  };
  return {
    follow(event: AttemptEvent, at: Now, seat: Pick<SeatOutage, "room" | "person">): void {
      if (event.type === "seat-returned") end(event.data.since);
      if (event.type !== "seat-lost") return;
      const { since: exam } = event.data;
      since = { ...seat, exam, wall: at.wall - (at.exam - exam) };
    },
    ended(): SeatOutage[] {
      end(null);
      return outages;
    },
  };
}

/** One remark for each person: many seats of a room that went at once read alike, so that they become one line. */
export function outageRemarks(outages: readonly SeatOutage[]): { room: string; remark: Remarked }[] {
  const rooms = [...new Set(outages.map(({ room }) => room))];
  const groups = rooms.flatMap((name) => together(outages.filter(({ room }) => room === name)));
  return groups.flatMap((group) =>
    group.length >= togetherSeats ? atOnce(group) : group.flatMap((one) => alone(one)),
  );
}

function together(outages: readonly SeatOutage[]): SeatOutage[][] {
  const groups: SeatOutage[][] = [];
  for (const outage of [...outages].sort((a, b) => a.wall - b.wall)) {
    const last = groups.at(-1);
    const first = last?.[0];
    if (last && first && outage.wall - first.wall <= togetherMs) last.push(outage);
    else groups.push([outage]);
  }
  return groups;
}

const remark = (text: string): Remark => ({ part: "incident", kind: "离线", text, by: "系统" });

function atOnce(group: readonly SeatOutage[]): { room: string; remark: Remarked }[] {
  const [first] = group;
  const longest = group.reduce((most, { ms }) => Math.max(most, ms ?? 0), 0);
  const gone = group.filter(({ ms }) => ms === null).length;
  const parts = [
    `${group.length} 个座位同时离线`,
    ...(longest > 0 ? [`最久 ${minutesOf(longest)}后恢复`] : []),
    ...(gone > 0 ? [`${gone} 个没有恢复`] : []),
  ];
  const told = { ...remark(parts.join("，")), wall: first?.wall ?? 0 };
  return group.map(({ room, person }) => ({ room, remark: { ...told, person } }));
}

function alone({ room, person, wall, ms }: SeatOutage): { room: string; remark: Remarked }[] {
  if (ms !== null && ms < worthTelling) return [];
  const text = ms === null ? "离线，没有恢复" : `离线 ${minutesOf(ms)}后恢复`;
  return [{ room, remark: { ...remark(text), wall, person } }];
}
