import type { ActNote } from "@kaochang/exam-server/protocol/acts.ts";
import { seatsAfter } from "@kaochang/exam-server/protocol/board-fields.ts";
import type {
  BoardChange,
  BoardSeat,
  ServerWarning,
  SittingSummary,
} from "@kaochang/exam-server/protocol/messages.ts";
import type { PapersWithdrawn } from "@kaochang/exam-server/protocol/refusal.ts";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { FailureCode, LinkStatus } from "../../transport/staff-connection.ts";
import { better, type ClockOffset, type ClockSample, measure, rough } from "../staff/exam-clock.ts";

export type Withdrawn = Pick<PapersWithdrawn, "by" | "reason">;

export interface BoardState {
  link: LinkStatus;
  sitting: SittingSummary | null;
  /** By attempt id. */
  seats: ReadonlyMap<string, BoardSeat>;
  clock: ClockOffset | null;
  /** About the server's machine. */
  warnings: readonly ServerWarning[];
  /** What staff did lately, newest first, so that proctors see each other. */
  acts: readonly ActNote[];
  /** Why the board cannot be shown, when the server refused it. */
  problem: FailureCode | null;
  /** Who took the papers back and why, where that is the problem and is known. */
  withdrawn: Withdrawn | null;
}

export type BoardStore = StoreApi<BoardState>;

export function createBoardStore(): BoardStore {
  return createStore<BoardState>(() => ({
    link: { kind: "connecting" },
    sitting: null,
    seats: new Map(),
    clock: null,
    warnings: [],
    acts: [],
    problem: null,
    withdrawn: null,
  }));
}

/** A reply to `watch`: everything that was known before is replaced, the clock too. */
export function snapshot(state: BoardState, whole: BoardChange, received: number): BoardState {
  return {
    ...state,
    sitting: whole.sitting,
    seats: seatsAfter(new Map(), whole),
    clock: rough(whole.clock, received),
    warnings: whole.warnings,
    acts: latest(whole.acts, []),
    problem: null,
  };
}

/** Nothing of the sitting is left to be shown or done. */
export function takenBack(state: BoardState, withdrawn: Withdrawn | null): BoardState {
  return { ...state, sitting: null, seats: new Map(), problem: "papers-withdrawn", withdrawn };
}

/** A push: the seats it names replace those with the same attempt; all others stay as they are. */
export function push(state: BoardState, change: BoardChange, received: number): BoardState {
  if (state.sitting?.id !== change.sitting.id) return state;
  return {
    ...state,
    sitting: change.sitting,
    seats: seatsAfter(state.seats, change),
    clock: state.clock ?? rough(change.clock, received),
    warnings: change.warnings,
    acts: latest(change.acts, state.acts),
  };
}

export function clockMeasured(state: BoardState, sample: ClockSample): BoardState {
  return { ...state, clock: better(state.clock, measure(sample)) };
}

/** More than these nobody reads back on a board; the log has them all. */
const actsKept = 30;

function latest(added: readonly ActNote[], known: readonly ActNote[]): readonly ActNote[] {
  return added.length === 0 ? known : [...[...added].reverse(), ...known].slice(0, actsKept);
}
