import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { compareSeats } from "./seat-order.ts";

/** Worst first: who is offline may be losing time; who is missing loses it by the rules. */
const causes = ["offline", "quarantined", "missing"] as const;

/** Something that waits for the proctor: one seat, or seats of one room that failed together. */
export interface Need {
  cause: (typeof causes)[number];
  seats: [BoardSeat, ...BoardSeat[]];
  /** Exam time since which it has lasted; null where the board does not know. */
  since: number | null;
}

/** One switch takes its seats down within seconds; this many at once are told as one. */
const togetherMs = 15_000;
const togetherSeats = 3;

type Phase = SittingSummary["phase"];

function needOf(seat: BoardSeat, phase: Phase, startedAt: number | null): Need | null {
  if (seat.state === "offline" && phase !== "closed")
    return { cause: "offline", seats: [seat], since: seat.since };
  if (seat.quarantined > 0) return { cause: "quarantined", seats: [seat], since: null };
  if (seat.state === "not-arrived" && phase === "running")
    return { cause: "missing", seats: [seat], since: startedAt };
  return null;
}

function failedTogether(group: Need, next: Need): boolean {
  const [first] = group.seats;
  const [seat] = next.seats;
  return first.room === seat.room && seat.since - first.since <= togetherMs;
}

/** Offline seats of one room, gathered where they failed within seconds of each other. */
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
  return groups.flatMap((group) => (group.seats.length >= togetherSeats ? [tidy(group)] : apart(group)));
}

function tidy(group: Need): Need {
  return { ...group, seats: [...group.seats].sort(compareSeats) as Need["seats"] };
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
 * Who needs the proctor now, worst first: offline, then quarantined answers, then not arrived after
 * the start; within a cause the larger group, then the longest. `startedAt` is exam time.
 */
export function whoNeedsMe(seats: readonly BoardSeat[], phase: Phase, startedAt: number | null): Need[] {
  const needs = seats.flatMap((seat) => needOf(seat, phase, startedAt) ?? []);
  const offline = groupOffline(needs.filter((need) => need.cause === "offline"));
  return [...offline, ...needs.filter((need) => need.cause !== "offline")].sort(compareNeeds);
}
