import type {
  Plan,
  PlanChanged,
  PlanFault,
  PlanInvalid,
  PlanReply,
} from "@kaochang/exam-server/protocol/plan.ts";
import { useState } from "react";
import type { FailureCode } from "../../../transport/staff-connection.ts";
import type { PlanOutcome } from "./plan-http.ts";

/** Why a change of the plan was not taken. */
export type ChangeFailure =
  | { kind: "refused"; code: FailureCode }
  | { kind: "faults"; faults: PlanFault[] }
  /** Somebody else was faster: the plan as it is now. */
  | { kind: "changed"; plan: Plan };

export interface Change<A extends unknown[]> {
  busy: boolean;
  failure: ChangeFailure | null;
  run: (...given: A) => void;
  clear: () => void;
}

function failureIn(outcome: Exclude<PlanOutcome, PlanReply>): ChangeFailure {
  if ("plan" in outcome) return { kind: "changed", plan: (outcome satisfies PlanChanged).plan };
  if ("faults" in outcome) return { kind: "faults", faults: (outcome satisfies PlanInvalid).faults };
  return { kind: "refused", code: outcome.code };
}

/** One kind of request about a plan: whether it is under way, and why the latest was not taken. */
export function useChange<A extends unknown[], T extends { ok: true }>(
  ask: (...given: A) => Promise<PlanOutcome<T>>,
  done: (reply: T) => void,
): Change<A> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ChangeFailure | null>(null);
  const run = async (...given: A) => {
    setBusy(true);
    const outcome = await ask(...given);
    setBusy(false);
    setFailure(outcome.ok ? null : failureIn(outcome));
    if (outcome.ok) done(outcome);
  };
  return { busy, failure, run: (...given) => void run(...given), clear: () => setFailure(null) };
}
