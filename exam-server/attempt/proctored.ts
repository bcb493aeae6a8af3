import type { PauseKind, SpareSeat, UnseenMessage } from "../protocol/acts.ts";
import type { IncidentCategory } from "../protocol/incidents.ts";
import type { ClockReading } from "../protocol/messages.ts";

/** A suspension or an evacuation of one attempt. All times are exam time. */
export interface Pause {
  kind: PauseKind;
  /** Whether the clock stands still; an evacuation's always does. */
  credited: boolean;
  /** When the proctor asked for it. */
  since: number;
  /** When the seat said that its screen is blank; null until then. */
  seenAt: number | null;
}

/** A pause that is over, as far as it was in effect. */
export interface Stretch {
  from: number;
  to: number;
}

/** One incident of an attempt or of a sitting, as it was written down; what was a mistake stays, withdrawn. */
export type RecordedIncident = IncidentCategory &
  ClockReading & { text: string; by: string; withdrawn: { by: string; reason: string } | null };

/** The incidents with the `number`-th of them, from 1, withdrawn. */
export function withWithdrawn<I extends RecordedIncident>(
  incidents: readonly I[],
  { number, by, reason }: { number: number; by: string; reason: string },
): I[] {
  return incidents.map((one, place) => (place === number - 1 ? { ...one, withdrawn: { by, reason } } : one));
}

/** Why the `number`-th incident, from 1, cannot be withdrawn; null: it can. */
export function withdrawalFault(
  incidents: readonly RecordedIncident[],
  number: number,
): "not-found" | "already-withdrawn" | null {
  const incident = incidents[number - 1];
  if (!incident) return "not-found";
  return incident.withdrawn ? "already-withdrawn" : null;
}

/** What proctors have done to an attempt. One field of its state: a save copies the state field by field. */
export interface Proctored {
  /** In force now, at most one of each kind. */
  pauses: readonly Pause[];
  /** Pauses that are over: what was written in them was written while the screen should have been blank. */
  over: readonly Stretch[];
  /** Milliseconds for which the clock has stood still in all. */
  stood: number;
  /** Exam time up to which that was given back. */
  paidUntil: number;
  unseen: readonly UnseenMessage[];
  /** `movedTo`: the spare seat at which the candidate sat then. */
  incidents: readonly (RecordedIncident & Pick<Proctored, "movedTo">)[];
  voided: { by: string; reason: string; wall: number } | null;
  /** Its paper was taken back before the start. */
  withdrawn: boolean;
  /** The proctor who compared face and papers. */
  personConfirmed: string | null;
  /** The candidate has said that the identity shown is wrong, and it is not dealt with. */
  identityDoubted: boolean;
  /** How often they have said so. */
  identityDoubts: number;
  /** Exam time at which a proctor let the candidate in, or begin, after entry had closed; null: nobody has. */
  admittedAt: number | null;
  movedTo: SpareSeat | null;
  /** Spare seats that it was moved away from again. */
  left: readonly SpareSeat[];
}

export const untouched: Proctored = {
  pauses: [],
  over: [],
  stood: 0,
  paidUntil: 0,
  unseen: [],
  incidents: [],
  voided: null,
  withdrawn: false,
  personConfirmed: null,
  identityDoubted: false,
  identityDoubts: 0,
  admittedAt: null,
  movedTo: null,
  left: [],
};
