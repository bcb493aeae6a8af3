import type {
  CandidateReplies,
  CandidateRequest,
  Change,
  candidateRequests,
  maxBatch,
  Payload,
  protocolVersion,
} from "@kaochang/exam-server/protocol/messages.ts";
import type { RefusalCode } from "@kaochang/exam-server/protocol/refusal.ts";

/** Written out, because the protocol's schemas would double the page; the types keep them equal to it. */
export const protocol: typeof protocolVersion = 1;
export const batchLimit: typeof maxBatch = 200;

/** An answer as JSON; its shape is its interaction type's. `null` clears it. */
export type Response = Extract<Change, { kind: "respond" }>["response"];

/** Nobody knows whether the request arrived. Everything that a candidate's page asks may be asked again. */
export interface NoAnswer {
  ok: false;
  code: "no-answer";
}

export type Outcome<N extends CandidateRequest> = CandidateReplies[N] | NoAnswer;
export type FailureCode = RefusalCode | NoAnswer["code"];

/** Refusals that pass by themselves: asking again may be answered. Any other needs somebody to act. */
export const passing: readonly FailureCode[] = [
  "no-answer",
  "not-stored",
  "shutting-down",
  "too-many-messages",
];

export type Ask = <N extends CandidateRequest>(
  name: N,
  payload: Payload<typeof candidateRequests, N>,
) => Promise<Outcome<N>>;
