import type { Paper } from "@kaochang/question-bank/paper.ts";
import type { TestOutcome } from "@kaochang/scoring/test-outcome.ts";
import type { Change } from "../protocol/messages.ts";
import type { RefusalCode } from "../protocol/refusal.ts";
import type { Terms } from "./events.ts";

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

/** One entry that the server has: the digest of its content, and why it was not counted (null if it was). */
export interface Received {
  digest: string;
  outcome: null | { result: "quarantined" | "refused"; code: RefusalCode };
}

/** What stands in every phase once the attempt is prepared. */
export interface AttemptFacts {
  sitting: string;
  paper: Paper;
  terms: Terms;
  identityConfirmed: boolean;
  rulesAccepted: boolean;
  lease: Lease | null;
  /** Journals that held the lease before and were moved away from. */
  fenced: readonly string[];
  /** Item id → response; a cleared answer is absent. */
  answers: Readonly<Record<string, unknown>>;
  flags: readonly string[];
  /** Per journal, what became of each entry received; entry `seq` is at index `seq − 1`. */
  journals: Readonly<Record<string, readonly Received[]>>;
  quarantine: readonly { journal: string; seq: number; made: number; change: Change }[];
}

export type AttemptState =
  | { phase: "none" }
  | (AttemptFacts & { phase: "prepared" })
  | (AttemptFacts & { phase: "running"; startedAt: number })
  | (AttemptFacts & { phase: "collecting"; startedAt: number })
  | (AttemptFacts & {
      phase: "closed";
      startedAt: number;
      closed: { reason: "handed-in" | "time-up" | "absent"; exam: number; wall: number };
      outcome: TestOutcome | null;
    });

export type PreparedAttempt = Exclude<AttemptState, { phase: "none" }>;

export const nothing: AttemptState = { phase: "none" };
