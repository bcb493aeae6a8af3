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

/** One incident of an attempt or of a sitting, as it was written down. */
export type RecordedIncident = IncidentCategory & ClockReading & { text: string; by: string };

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
  incidents: readonly RecordedIncident[];
  voided: { by: string; reason: string; wall: number } | null;
  /** The proctor who compared face and papers. */
  personConfirmed: string | null;
  entryAdmitted: boolean;
  movedTo: SpareSeat | null;
}

export const untouched: Proctored = {
  pauses: [],
  over: [],
  stood: 0,
  paidUntil: 0,
  unseen: [],
  incidents: [],
  voided: null,
  personConfirmed: null,
  entryAdmitted: false,
  movedTo: null,
};
