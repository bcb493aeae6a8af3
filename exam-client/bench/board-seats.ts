import { usualConduct } from "@kaochang/exam-server/protocol/conduct.ts";
import type { BoardChange, BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";

const minute = 60_000;
const surnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗";
const given = ["小明", "思远", "佳怡", "浩", "雨桐", "子涵", "欣", "建国"];

function seatOf(index: number, perRoom: number): BoardSeat {
  const name = `${surnames[index % surnames.length]}${given[(index * 7) % given.length]}`;
  return {
    attempt: `a${index}`,
    room: String(Math.floor(index / perRoom) + 1).padStart(2, "0"),
    seat: String((index % perRoom) + 1),
    name,
    admissionNumber: String(202611220000 + index),
    state: "answering",
    since: 0,
    answered: (index * 37) % 80,
    total: 100,
    flagged: index % 5,
    quarantined: 0,
    extra: 0,
    deadline: 90 * minute,
    changes: 0,
    changesSeen: 0,
    granted: 0,
    keeps: true,
    unsent: 0,
    unheard: false,
    left: [],
    signals: { left: { times: 0, ms: 0 }, fullScreen: 0, pasted: 0 },
    knocking: false,
    identityDoubted: false,
    pause: null,
    evacuated: false,
    stoppedAt: null,
    unseenMessages: 0,
    incidents: 0,
    misconduct: 0,
    voided: false,
    personConfirmed: true,
    entryAdmitted: false,
    entryCloses: null,
  };
}

/** A sitting that runs, with so many candidates in rooms of `perRoom`, half an hour after its start. */
export function runningBoard(count: number, perRoom: number): BoardChange {
  const hash = "a".repeat(64);
  return {
    sitting: {
      id: "b0",
      title: "电子商务师三级 · 理论知识考试",
      test: "theory",
      practice: false,
      phase: "running",
      candidates: count,
      minutes: 90,
      begins: null,
      preparedAt: 0,
      start: "common",
      conduct: usualConduct,
      confirmPerson: false,
      startedAt: 0,
      secretHash: hash,
      rosterHash: hash,
      root: null,
    },
    seats: Array.from({ length: count }, (_, index) => seatOf(index, perRoom)),
    clock: { exam: 30 * minute, wall: 0 },
    warnings: [],
    acts: [],
  };
}
