import type { Hundredths } from "@kaochang/question-bank/points.ts";
import { z } from "zod";
import type { CloseReason, SittingSummary } from "./messages.ts";
import type { Refusal } from "./refusal.ts";

/**
 * Requests over HTTP: signing in and reading reports. Every reply is JSON: the shape named here with
 * status 200, or a Refusal with a 4xx or 5xx status.
 */

/** POST /api/candidate/sign-in → {ok:true}; sets the cookie `kaochang_candidate`. */
export const candidateSignIn = z.strictObject({
  admissionNumber: z.string().trim().min(1).max(40),
  idNumber: z.string().trim().min(1).max(40),
});
/** POST /api/candidate/sign-out, POST /api/staff/sign-out → {ok:true}. */
/** POST /api/staff/sign-in → StaffMe; sets the cookie `kaochang_staff`. */
export const staffSignIn = z.strictObject({
  username: z.string().trim().min(1).max(64),
  password: z.string().min(1).max(256),
});

export const roles = ["officer", "proctor"] as const;
export type Role = (typeof roles)[number];

/** GET /api/staff/me */
export interface StaffMe {
  ok: true;
  username: string;
  roles: Role[];
}

/** GET /api/staff/sittings (proctor or officer) */
export interface SittingList {
  ok: true;
  sittings: SittingSummary[];
}

export interface AreaScore {
  code: string;
  title: string;
  earned: Hundredths;
  max: Hundredths;
}

/** One candidate's result. `total` and `passed` are null until the attempt is closed and scored. */
export interface CandidateResult {
  attempt: string;
  name: string;
  admissionNumber: string;
  room: string;
  seat: string;
  state: "not-arrived" | "in-progress" | CloseReason;
  /** 作废: scored, and does not count. */
  voided: boolean;
  /** 违纪: how often it was recorded. */
  misconduct: number;
  total: Hundredths | null;
  passed: boolean | null;
  sections: AreaScore[];
  areas: AreaScore[];
}

/** GET /api/staff/sittings/:id/results (officer) */
export interface SittingResults {
  ok: true;
  sitting: SittingSummary;
  max: Hundredths;
  passMark: Hundredths;
  results: CandidateResult[];
}

/**
 * GET /api/staff/archive-key (proctor or officer): the fingerprint of the key that signs archives.
 * GET /api/staff/sittings/:id/archive (officer): a closed sitting's archive, a zip.
 */
export interface ArchiveKey {
  ok: true;
  fingerprint: string;
}

/** POST /api/staff/rescue (proctor): the body is a rescue file (rescue-file.ts) as JSON. */
export interface RescueLoaded {
  ok: true;
  sitting: string;
  attempt: string;
  room: string;
  seat: string;
  name: string;
  /** Loaded before: nothing was changed. */
  already: boolean;
  /** Entries in the file, and those among them that fit no item of the paper. */
  entries: number;
  unusable: number;
  /** Entries of this attempt that wait for a decision now. */
  waiting: number;
}

export type HttpReply<T> = T | Refusal;
