import { z } from "zod";

/**
 * Who sat where: GET /api/staff/sittings/:id/seating (officer or proctor), with this query. Every part may be
 * left out; `from` and `to` are wall clock, milliseconds since 1970; `who` is part of a name or admission number.
 */
export const seatingQuery = z.strictObject({
  room: z.string().trim().min(1).max(64).optional(),
  seat: z.string().trim().min(1).max(16).optional(),
  who: z.string().trim().min(1).max(64).optional(),
  from: z.coerce.number().int().min(0).max(1e15).optional(),
  to: z.coerce.number().int().min(0).max(1e15).optional(),
});
export type SeatingQuery = z.infer<typeof seatingQuery>;

/** One candidate at one PC, from sitting down to leaving it. Times are wall clock: labels. */
export interface Stay {
  room: string;
  seat: string;
  name: string;
  admissionNumber: string;
  attempt: string;
  /** Beginning of the random id of the PC's browser profile. */
  pc: string;
  /** Network address; null in logs that do not have it. */
  address: string | null;
  from: number;
  /** Null: still there. */
  to: number | null;
  /** How often the page was loaded anew or came back. */
  returns: number;
  /** When nobody answered there; `to: null`: still. */
  gone: { from: number; to: number | null }[];
}

export interface Seating {
  ok: true;
  title: string;
  /** Wall clock of the sitting's start, or of its preparation before it. */
  day: number;
  /** Every room and its seats, those of the roster and spare ones that were used. */
  rooms: { room: string; seats: string[] }[];
  /** By room and seat, then in order of time. */
  stays: Stay[];
}
