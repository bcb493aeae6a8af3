import type { AttemptEvent } from "./events.ts";
import type { Logged } from "./logged.ts";

export interface SeatPlace {
  room: string;
  seat: string;
}

/** One candidate at one PC. Times are wall clock in milliseconds: labels, by which people ask. */
export interface PcStay extends SeatPlace {
  journal: string;
  address: string | null;
  from: number;
  /** Null: still there. */
  to: number | null;
  /** How often the page came back to the same PC. */
  returns: number;
  gone: { from: number; to: number | null }[];
}

/**
 * Where an attempt was sat, from its log. A PC is a browser profile's journal: another journal, another
 * address or another seat is another stay. `place`: the seat of the roster.
 */
export function staysOf(log: readonly Logged[], place: SeatPlace): PcStay[] {
  const stays: PcStay[] = [];
  let here = place;
  for (const { event, at } of log) {
    if (event.type === "seat-moved") here = event.data.to;
    else if (event.type === "lease-granted") arrive(stays, event.data, here, at.wall);
    else if (event.type === "closed") leave(stays, at.wall);
    else if (event.type === "reopened") comeBack(stays);
    else if (event.type === "seat-lost" || event.type === "seat-returned")
      note(stays, event.type, at.wall - (at.exam - event.data.since));
  }
  return stays;
}

/** The seats at which an attempt was sat, one after the other, as proctors gave them. `place`: the seat of the roster. */
export function seatsOf(log: readonly Logged[], { room, seat }: SeatPlace): SeatPlace[] {
  const moves = log.flatMap(({ event }) => (event.type === "seat-moved" ? [event.data.to] : []));
  return [{ room, seat }, ...moves];
}

type Granted = Extract<AttemptEvent, { type: "lease-granted" }>["data"];

function arrive(stays: PcStay[], { journal, from }: Granted, place: SeatPlace, at: number) {
  const address = from ?? null;
  const last = stays.at(-1);
  const same =
    last?.journal === journal &&
    last.address === address &&
    last.room === place.room &&
    last.seat === place.seat;
  if (same) {
    last.returns += 1;
    return;
  }
  leave(stays, at);
  const { room, seat } = place;
  stays.push({ room, seat, journal, address, from: at, to: null, returns: 0, gone: [] });
}

function leave(stays: PcStay[], at: number): void {
  const last = stays.at(-1);
  if (!last) return;
  last.to ??= at;
  const gap = last.gone.at(-1);
  if (gap) gap.to ??= at;
}

/** A hand-in that was undone: the candidate never left. */
function comeBack(stays: PcStay[]): void {
  const last = stays.at(-1);
  if (last) last.to = null;
}

function note(stays: PcStay[], type: "seat-lost" | "seat-returned", at: number): void {
  const last = stays.at(-1);
  if (!last) return;
  const gap = last.gone.at(-1);
  if (type === "seat-lost") last.gone.push({ from: Math.max(at, last.from), to: null });
  else if (gap) gap.to ??= at;
}

/** Whether somebody was there at some moment of a span; an end that is left out is open. */
export function within(
  { from, to }: Pick<PcStay, "from" | "to">,
  span: { from?: number | undefined; to?: number | undefined },
) {
  const { from: begin = Number.NEGATIVE_INFINITY, to: end = Number.POSITIVE_INFINITY } = span;
  return from <= end && (to ?? Number.POSITIVE_INFINITY) >= begin;
}
