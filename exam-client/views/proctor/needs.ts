import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { isOver } from "./room-time.ts";
import { compareSeats } from "./seat-order.ts";

/**
 * Worst first: who stands before a refused PC or is offline may be losing time, who is not kept may lose
 * answers; who is missing loses time by the rules.
 */
const causes = ["knocking", "offline", "unkept", "quarantined", "missing"] as const;

/** Something that waits for the proctor: one seat, or seats of one room that failed together. */
export interface Need {
  cause: (typeof causes)[number];
  seats: [BoardSeat, ...BoardSeat[]];
  /** Exam time since which it has lasted; null where the board does not know. */
  since: number | null;
}

/** The server hears within one round of its pings, ten seconds, that a switch took its seats down. */
const togetherMs = 10_000;
/** This many neighbours at once are told as one row. */
const togetherSeats = 3;
/** More of one room than these who have not arrived are told as one. */
const missingApart = 5;

type Phase = SittingSummary["phase"];

function needOf(seat: BoardSeat, phase: Phase, startedAt: number | null): Need | null {
  if (seat.knocking && phase !== "closed") return { cause: "knocking", seats: [seat], since: null };
  if (seat.state === "offline" && phase !== "closed")
    return { cause: "offline", seats: [seat], since: seat.since };
  if (seat.keeps === false && !isOver(seat)) return { cause: "unkept", seats: [seat], since: null };
  if (seat.state === "not-arrived" && phase === "running")
    return { cause: "missing", seats: [seat], since: startedAt };
  return null;
}

/** What waits for a decision is told besides what ails the seat. */
function waitingOf(seat: BoardSeat): Need | null {
  return seat.quarantined > 0 ? { cause: "quarantined", seats: [seat], since: null } : null;
}

function failedTogether(group: Need, next: Need): boolean {
  const [first] = group.seats;
  const [seat] = next.seats;
  return first.room === seat.room && seat.since - first.since <= togetherMs;
}

/** Whether the second stands next after the first: the same label but for a number that is one more. */
function areNeighbours(seat: BoardSeat, next: BoardSeat): boolean {
  const [place, after] = [seat.seat, next.seat].map((label) => /^(.*?)(\d+)$/.exec(label));
  return place?.[1] === after?.[1] && Number(after?.[2]) - Number(place?.[2]) === 1;
}

/** A group cut where the numbers of its seats do not follow each other. */
function rowsOf(group: Need): Need[] {
  const rows: Need[] = [];
  for (const seat of [...group.seats].sort(compareSeats)) {
    const row = rows[rows.length - 1];
    const end = row?.seats[row.seats.length - 1];
    if (row && end && areNeighbours(end, seat)) row.seats.push(seat);
    else rows.push({ ...group, seats: [seat] });
  }
  return rows;
}

/** Neighbours of one room that went offline within seconds of each other, as one. */
function groupOffline(offline: readonly Need[]): Need[] {
  const inOrder = [...offline].sort(
    (a, b) => a.seats[0].room.localeCompare(b.seats[0].room) || a.seats[0].since - b.seats[0].since,
  );
  const groups: Need[] = [];
  for (const need of inOrder) {
    const last = groups[groups.length - 1];
    if (last && failedTogether(last, need)) last.seats.push(need.seats[0]);
    else groups.push({ ...need, seats: [need.seats[0]] });
  }
  return groups
    .flatMap(rowsOf)
    .flatMap((row) => (row.seats.length >= togetherSeats ? [sinceFirst(row)] : apart(row)));
}

/** The row has been offline since its first seat was. */
function sinceFirst(row: Need): Need {
  return { ...row, since: Math.min(...row.seats.map(({ since }) => since)) };
}

/** Who has not arrived: a room's as one where they are many. */
function groupMissing(missing: readonly Need[]): Need[] {
  const rooms = new Map<string, Need>();
  for (const { seats, ...need } of missing) {
    const known = rooms.get(seats[0].room);
    if (known) known.seats.push(seats[0]);
    else rooms.set(seats[0].room, { ...need, seats: [seats[0]] });
  }
  return [...rooms.values()].flatMap((room) =>
    room.seats.length > missingApart
      ? [{ ...room, seats: [...room.seats].sort(compareSeats) as Need["seats"] }]
      : room.seats.map((seat): Need => ({ ...room, seats: [seat] })),
  );
}

function apart(group: Need): Need[] {
  return group.seats.map((seat) => ({ cause: group.cause, seats: [seat], since: seat.since }));
}

function compareNeeds(a: Need, b: Need): number {
  return (
    causes.indexOf(a.cause) - causes.indexOf(b.cause) ||
    b.seats.length - a.seats.length ||
    (a.since ?? 0) - (b.since ?? 0) ||
    compareSeats(a.seats[0], b.seats[0])
  );
}

/**
 * Who needs the proctor now, worst first: refused at a second PC, then offline, then not kept on disk,
 * then answers to decide, then not arrived after the start; within a cause the larger group, then the
 * longest. `startedAt` is exam time.
 */
export function whoNeedsMe(seats: readonly BoardSeat[], phase: Phase, startedAt: number | null): Need[] {
  const needs = seats.flatMap((seat) => needOf(seat, phase, startedAt) ?? []);
  const of = (...wanted: Need["cause"][]) => needs.filter(({ cause }) => wanted.includes(cause));
  return [
    ...groupOffline(of("offline")),
    ...of("knocking", "unkept"),
    ...seats.flatMap((seat) => waitingOf(seat) ?? []),
    ...groupMissing(of("missing")),
  ].sort(compareNeeds);
}
