import type { CandidateForm, PlanCandidate } from "@kaochang/exam-server/protocol/plan.ts";
import { formOf } from "./candidate-form.ts";

/** A seat of a room; null: none. */
export interface SeatOf {
  room: string;
  seat: number;
}

const keyOf = ({ room, seat }: SeatOf) => `${room} ${seat}`;

/** Who sits where in one sitting, and who takes it without a seat. */
export interface Seating {
  at: (seat: SeatOf) => PlanCandidate | undefined;
  without: PlanCandidate[];
}

export function seatingOf(roster: readonly PlanCandidate[], sitting: string): Seating {
  const seated = new Map<string, PlanCandidate>();
  const without: PlanCandidate[] = [];
  for (const candidate of roster) {
    const place = candidate.places.find((one) => one.sitting === sitting);
    if (!place) continue;
    if (place.room === null || place.seat === null) without.push(candidate);
    else seated.set(keyOf({ room: place.room, seat: place.seat }), candidate);
  }
  return { at: (seat) => seated.get(keyOf(seat)), without };
}

/** The candidate with another seat in this sitting, or with none. */
export function movedTo(candidate: PlanCandidate, sitting: string, to: SeatOf | null): CandidateForm {
  const place = to === null ? { sitting, room: null, seat: null } : { sitting, ...to };
  const places = candidate.places.map((one) => (one.sitting === sitting ? place : one));
  return { ...formOf(candidate), places };
}
