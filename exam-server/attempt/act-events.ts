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
  /** 收回试卷, before the start: nothing is done with this attempt any more. */
  | { type: "paper-withdrawn"; data: { by: string; reason: string } }
  | { type: "person-confirmed"; data: { by: string } }
  /** The candidate says that the identity shown is wrong. */
  | { type: "identity-doubted"; data: { epoch: number } }
  /** A proctor has dealt with it, or the candidate has taken it back (`by: null`). */
  | { type: "identity-doubt-ended"; data: { by: string | null } }
  | { type: "seat-moved"; data: { to: SpareSeat; by: string; reason: string } }
  | { type: "incident-recorded"; data: IncidentCategory & { text: string; by: string } }
  /** It was recorded by mistake: the `number`-th of this log, from 1. */
  | { type: "incident-withdrawn"; data: { number: number; by: string; reason: string } }
  | { type: "message-sent"; data: { id: string; text: string; by: string } }
  /** The seat shows it; whether anybody has read it, `message-seen` tells. */
  | { type: "message-shown"; data: { epoch: number; id: string } }
  | { type: "message-seen"; data: { epoch: number; id: string } };
