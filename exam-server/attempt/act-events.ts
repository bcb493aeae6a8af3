import type { PauseKind, SpareSeat } from "../protocol/acts.ts";
import type { IncidentCategory } from "../protocol/incidents.ts";

/**
 * What proctors do to an attempt, and what its seat answers to that. `by` is the account of whoever did
 * it, the event's own time is when; free text stands as staff wrote it.
 */
export type ActEvent =
  | { type: "suspended"; data: { kind: PauseKind; credited: boolean; by: string; reason: string } }
  /** The seat's screen is blank. */
  | { type: "pause-seen"; data: { epoch: number } }
  /** `credit`: milliseconds that the deadline moves by, which the pause stood for. */
  | { type: "resumed"; data: { kind: PauseKind; credit: number; by: string } }
  /** 收卷: `closed` follows in the same transaction. */
  | { type: "hand-in-forced"; data: { by: string; reason: string } }
  | { type: "voided"; data: { by: string; reason: string } }
  | { type: "unvoided"; data: { by: string; reason: string } }
  | { type: "entry-admitted"; data: { by: string; reason: string } }
  | { type: "person-confirmed"; data: { by: string } }
  | { type: "seat-moved"; data: { to: SpareSeat; by: string; reason: string } }
  | { type: "incident-recorded"; data: IncidentCategory & { text: string; by: string } }
  | { type: "message-sent"; data: { id: string; text: string; by: string } }
  | { type: "message-seen"; data: { epoch: number; id: string } };
