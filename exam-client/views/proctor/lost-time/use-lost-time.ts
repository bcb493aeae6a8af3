import type { SeatLostTime } from "@kaochang/exam-server/protocol/ledger.ts";
import { useCallback, useState } from "react";
import type { FailureCode } from "../../../transport/staff-connection.ts";
import { fetchLostTime } from "../../staff/ledger-http.ts";
import { useLoaded } from "../../staff/use-loaded.ts";
import type { Board } from "../use-board.ts";

/** Outages go on while the dialog is open; each reading costs the server a look at the logs concerned. */
const readEveryMs = 30_000;

export interface Granted {
  seat: string;
  ms: number;
}

type Granting =
  | { kind: "none" | "busy" }
  | { kind: "done"; granted: Granted[] }
  | { kind: "failed"; code: FailureCode; granted: Granted[] };

/** Every seat gets its own proposal, those of one length in one act. */
function acts(seats: readonly SeatLostTime[], reason: string) {
  const written = (seat: SeatLostTime) => reason.trim() || seat.reason;
  const groups = new Map<string, SeatLostTime[]>();
  for (const seat of seats) {
    const key = `${seat.proposed} ${written(seat)}`;
    groups.set(key, [...(groups.get(key) ?? []), seat]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ group, ms: first.proposed, reason: written(first) }] : [];
  });
}

/** What the sitting's seats have lost, and granting what is proposed. */
export function useLostTime(board: Board, sitting: string) {
  const read = useCallback(() => fetchLostTime(sitting), [sitting]);
  const { value, failure, reload } = useLoaded(read, readEveryMs);
  const [granting, setGranting] = useState<Granting>({ kind: "none" });

  const grant = async (seats: readonly SeatLostTime[], given: string) => {
    setGranting({ kind: "busy" });
    const granted: Granted[] = [];
    for (const { group, ms, reason } of acts(seats, given)) {
      const attempts = group.map(({ attempt }) => attempt);
      const reply = await board.request("grant-time", { sitting, attempts, ms, kind: "credit", reason });
      if (!reply.ok) {
        setGranting({ kind: "failed", code: reply.code, granted });
        return reload();
      }
      granted.push(...group.map(({ seat }) => ({ seat, ms })));
    }
    setGranting({ kind: "done", granted });
    reload();
  };

  return {
    report: value,
    failure,
    reload,
    granting,
    grant: (seats: readonly SeatLostTime[], reason: string) => void grant(seats, reason),
  };
}
