/**
 * What staff pages read over HTTP about lost time 耽误时间: GET /api/staff/sittings/:id/lost-time (proctor).
 * All spans in milliseconds of exam time; `Wall` are labels in milliseconds since 1970.
 */

/**
 * Why a candidate could not answer; of one span it may be several in turn. moving: between two seats;
 * suspended: a pause whose time a proctor did not give back; closed: handed in by mistake, until reopened.
 */
export const lostKinds = ["offline", "moving", "suspended", "closed"] as const;
export type LostKind = (typeof lostKinds)[number];

/** One time in which a candidate could not answer, or could only on a PC without network. */
export interface LostSpan {
  kinds: LostKind[];
  fromWall: number;
  toWall: number;
  /** How long it was. */
  ms: number;
  /** It still lasts. */
  open: boolean;
  /** Items answered in it that count: the PC worked. */
  answered: number;
  /** How much of it was lost, and how much of that is still to be given back. */
  lost: number;
  unpaid: number;
}

/** 耽误时间 of one attempt and the credit that the rule proposes. */
export interface LostTime {
  spans: LostSpan[];
  lost: number;
  /** Credits that were granted, whatever for. */
  credited: number;
  /** Whole minutes; 0 when nothing is to be given. */
  proposed: number;
  /** The limit allows no more than `proposed`. */
  limited: boolean;
}

export interface SeatLostTime extends LostTime {
  attempt: string;
  room: string;
  seat: string;
  name: string;
  admissionNumber: string;
  /** The attempt is closed and gets no more time. */
  over: boolean;
  /** A proctor decided before not to give part of it back: it is never granted with the room's. */
  apart: boolean;
  /** In Chinese, as it may stand in the log as a grant's reason. */
  reason: string;
}

/** One room's seats that have lost time. */
export interface RoomLostTime {
  room: string;
  seats: SeatLostTime[];
  /** For how many of them a credit is proposed, and how much at the most. */
  due: number;
  most: number;
}

export interface LostTimeReport {
  ok: true;
  /** The most credit that the rule proposes for one attempt in all. */
  limit: number;
  rooms: RoomLostTime[];
}
