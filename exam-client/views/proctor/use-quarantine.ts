import type { BoardSeat, QuarantinedEntry } from "@kaochang/exam-server/protocol/messages.ts";
import { useEffect, useState } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import type { QuarantineRow } from "./quarantine-rows.ts";
import type { Board } from "./use-board.ts";

/** Most names in one message; the server takes no message above a quarter of a megabyte. */
const mostAtOnce = 500;

export interface Listed {
  /** Null until the first answer. */
  entries: QuarantinedEntry[] | null;
  failure: FailureCode | null;
}

const againMs = 2000;

/**
 * What waits in one attempt, read anew whenever the board says that its number has changed or something was
 * decided here (`decided` changes); a reading that fails is tried again, because nothing else would.
 */
export function useQuarantine(
  { request }: Board,
  { attempt, quarantined }: BoardSeat,
  decided: boolean,
): Listed {
  const [listed, setListed] = useState<Listed>({ entries: null, failure: null });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `request` is the board's own, and a new number reads again
  useEffect(() => {
    let shown = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const read = async () => {
      const reply = await request("quarantine", { attempt });
      if (!shown) return;
      setListed((before) =>
        reply.ok ? { entries: reply.entries, failure: null } : { ...before, failure: reply.code },
      );
      if (!reply.ok) timer = setTimeout(() => void read(), againMs);
    };
    void read();
    return () => {
      shown = false;
      clearTimeout(timer);
    };
  }, [attempt, quarantined, decided]);
  return listed;
}

export interface Verdict {
  admit: boolean;
  reason: string;
}

export type Deciding =
  | { kind: "none" | "nothing-chosen" | "no-reason" }
  | { kind: "asking" | "busy" | "done"; admit: boolean; count: number }
  | { kind: "failed"; code: FailureCode };

/** Decides on the rows chosen, asked once before. */
export function useDecision({ request }: Board, attempt: string) {
  const [deciding, setDeciding] = useState<Deciding>({ kind: "none" });
  const ask = ({ admit, reason }: Verdict, { length: count }: readonly QuarantineRow[]) => {
    if (count === 0) setDeciding({ kind: "nothing-chosen" });
    else setDeciding(reason.trim() === "" ? { kind: "no-reason" } : { kind: "asking", admit, count });
  };
  const decide = async ({ admit, reason }: Verdict, rows: readonly QuarantineRow[]) => {
    setDeciding({ kind: "busy", admit, count: rows.length });
    const names = rows.map(({ entry: { journal, seq, digest } }) => ({ journal, seq, digest }));
    for (let at = 0; at < names.length; at += mostAtOnce) {
      const entries = names.slice(at, at + mostAtOnce);
      const reply = await request("decide-quarantine", { attempt, entries, admit, reason: reason.trim() });
      if (!reply.ok) return setDeciding({ kind: "failed", code: reply.code });
    }
    setDeciding({ kind: "done", admit, count: rows.length });
  };
  return {
    deciding,
    ask,
    cancel: () => setDeciding({ kind: "none" }),
    decide: (verdict: Verdict, rows: readonly QuarantineRow[]) => void decide(verdict, rows),
  };
}
