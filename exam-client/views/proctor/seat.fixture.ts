import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";

/** A seat that answers and needs nobody; tests change what they are about. */
export function aSeat(seat: string, change: Partial<BoardSeat> = {}): BoardSeat {
  return {
    attempt: `a-${change.room ?? "03"}-${seat}`,
    room: "03",
    seat,
    name: "王小明",
    admissionNumber: "202611220123",
    state: "answering",
    since: 0,
    answered: 10,
    total: 100,
    flagged: 0,
    quarantined: 0,
    deadline: 5_400_000,
    changes: 0,
    changesSeen: 0,
    signals: { left: { times: 0, ms: 0 }, fullScreen: 0, pasted: 0 },
    granted: 0,
    keeps: true,
    knocking: false,
    pause: null,
    evacuated: false,
    stoppedAt: null,
    unseenMessages: 0,
    incidents: 0,
    misconduct: 0,
    voided: false,
    personConfirmed: true,
    entryAdmitted: false,
    ...change,
  };
}

export const aSitting: SittingSummary = {
  id: "s-1",
  title: "电子商务师三级 · 理论知识考试",
  test: "theory",
  practice: true,
  phase: "running",
  candidates: 2,
  minutes: 90,
  preparedAt: 0,
  startedAt: 0,
  secretHash: "a".repeat(64),
  rosterHash: "b".repeat(64),
  root: null,
};
