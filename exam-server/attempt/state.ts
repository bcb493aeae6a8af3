import type { Paper } from "@kaochang/question-bank/paper.ts";
import type { TestOutcome } from "@kaochang/scoring/test-outcome.ts";
import type { Change, CloseReason, Signals } from "../protocol/messages.ts";
import type { RefusalCode } from "../protocol/refusal.ts";
import type { Answers } from "./answers.ts";
import type { Terms } from "./events.ts";
import type { Journal } from "./journal.ts";
import type { NoteCounts } from "./notes.ts";
import type { Outages } from "./outages.ts";
import type { Proctored } from "./proctored.ts";

/** Exam time in milliseconds (computes) and wall clock in milliseconds since 1970 (only labels). */
export interface Now {
  exam: number;
  wall: number;
}

/** Who may write: one browser profile's journal at a time, under an epoch that only grows. */
export interface Lease {
  epoch: number;
  journal: string;
  /** First epoch since which no other journal has held the lease: what was written earlier may be out of date. */
  since: number;
  /** A proctor has let another seat take over. */
  released: boolean;
}

/** An entry kept whole for a proctor. `digest` tells it from another one under the same number. */
export interface Quarantined {
  journal: string;
  seq: number;
  made: number;
  change: Change;
  why: RefusalCode;
  digest: string;
}

/** What stands in every phase once the attempt is prepared. */
export interface AttemptFacts {
  sitting: string;
  paper: Paper;
  terms: Terms;
  identityConfirmed: boolean;
  rulesAccepted: boolean;
  /** Exam time at which the doors were opened, where candidates begin by themselves; else null. */
  opened: number | null;
  lease: Lease | null;
  /** Journals that held the lease before and were moved away from. */
  fenced: readonly string[];
  answers: Answers;
  flags: readonly string[];
  journals: readonly Journal[];
  /** Waiting for a decision. */
  quarantine: readonly Quarantined[];
  /** Digests of the entries that were decided on: one that comes again is not asked about again. */
  decided: readonly string[];
  /** Digests of the rescue files that were loaded. */
  rescueFiles: readonly string[];
  /** Extensions and credits: milliseconds in all, how many there were, and how many of them the seat shows. */
  granted: number;
  changes: number;
  changesSeen: number;
  /** How many notes of each kind are in the log, and whether the PC keeps answers on its disk (null: not said). */
  notes: NoteCounts;
  keeps: boolean | null;
  outages: Outages;
  signals: Signals;
  proctored: Proctored;
}

export type AttemptState =
  | { phase: "none" }
  | (AttemptFacts & { phase: "prepared" })
  | (AttemptFacts & { phase: "running"; startedAt: number })
  | (AttemptFacts & { phase: "collecting"; startedAt: number })
  | (AttemptFacts & {
      phase: "closed";
      startedAt: number;
      closed: { reason: CloseReason; exam: number; wall: number };
      outcome: TestOutcome | null;
    });

export type PreparedAttempt = Exclude<AttemptState, { phase: "none" }>;

export const nothing: AttemptState = { phase: "none" };
