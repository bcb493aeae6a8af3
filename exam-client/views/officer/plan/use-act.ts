import { useState } from "react";
import type { FailureCode } from "../../../transport/staff-connection.ts";
import type { HttpOutcome } from "../../staff/http.ts";

export interface Act<A extends unknown[]> {
  busy: boolean;
  /** Why the latest try changed nothing; null when it did or none was made. */
  failure: FailureCode | null;
  run: (...given: A) => void;
  /** Forgets the failure. */
  clear: () => void;
}

/** Something the server is asked to do: whether it is under way, and why it was refused. */
export function useAct<A extends unknown[], T extends { ok: true }>(
  ask: (...given: A) => Promise<HttpOutcome<T>>,
  done: (outcome: T) => void,
): Act<A> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const run = async (...given: A) => {
    setBusy(true);
    const outcome = await ask(...given);
    setBusy(false);
    setFailure(outcome.ok ? null : outcome.code);
    if (outcome.ok) done(outcome);
  };
  return { busy, failure, run: (...given) => void run(...given), clear: () => setFailure(null) };
}
