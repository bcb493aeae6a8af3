import { useCallback, useEffect, useState } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import type { HttpOutcome } from "./http.ts";

const never = () => false;

export interface Loaded<T> {
  /** What was read last; stays while it is read again or a later reading fails. */
  value: T | null;
  failure: FailureCode | null;
  reload: () => void;
}

/**
 * Reads once, on `reload`, and every `everyMs` milliseconds where given, until `isLast` says that nothing more
 * will come. `read` and `isLast` must be stable.
 */
export function useLoaded<T extends { ok: true }>(
  read: () => Promise<HttpOutcome<T>>,
  everyMs?: number,
  isLast: (outcome: HttpOutcome<T>) => boolean = never,
): Loaded<T> {
  const [state, setState] = useState<{ value: T | null; failure: FailureCode | null }>({
    value: null,
    failure: null,
  });
  const [over, setOver] = useState(false);
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round reads again
  useEffect(() => {
    let shown = true;
    void read().then((outcome) => {
      if (!shown) return;
      setOver(isLast(outcome));
      setState((old) =>
        outcome.ok ? { value: outcome, failure: null } : { value: old.value, failure: outcome.code },
      );
    });
    return () => {
      shown = false;
    };
  }, [read, round, isLast]);
  const reload = useCallback(() => setRound((n) => n + 1), []);
  useEffect(() => {
    if (everyMs === undefined || over) return;
    const timer = setInterval(reload, everyMs);
    return () => clearInterval(timer);
  }, [everyMs, over, reload]);
  return { ...state, reload };
}
