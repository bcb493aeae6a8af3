import type { ActNote } from "@kaochang/exam-server/protocol/acts.ts";
import type { Incident } from "@kaochang/exam-server/protocol/incidents.ts";
import { useEffect, useState } from "react";
import type { Board } from "./use-board.ts";

const changing: readonly ActNote["act"][] = ["record-incident", "withdraw-incident"];

/** What was written down in the sitting, read anew whenever somebody writes or withdraws. */
export function useIncidents(board: Board, acts: readonly ActNote[]): readonly Incident[] {
  const [incidents, setIncidents] = useState<readonly Incident[]>([]);
  const sitting = board.store.getState().sitting?.id;
  const latest = acts.find(({ act }) => changing.includes(act));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `request` is the board's own, and a newer act reads again
  useEffect(() => {
    if (sitting === undefined) return;
    let shown = true;
    void board.request("incidents", { sitting }).then((reply) => {
      if (shown && reply.ok) setIncidents(reply.incidents);
    });
    return () => {
      shown = false;
    };
  }, [sitting, latest]);
  return incidents;
}
