import type {
  BoardSeat,
  ClockReading,
  ServerWarning,
  SittingSummary,
} from "@kaochang/exam-server/protocol/messages.ts";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { FailureCode, LinkStatus } from "../../transport/staff-connection.ts";
import { better, type ClockOffset, type ClockSample, measure, rough } from "../staff/exam-clock.ts";

export interface BoardState {
  link: LinkStatus;
  sitting: SittingSummary | null;
  /** By attempt id. */
  seats: ReadonlyMap<string, BoardSeat>;
  clock: ClockOffset | null;
  /** About the server's machine. */
  warnings: readonly ServerWarning[];
  /** Why the board cannot be shown, when the server refused it. */
  problem: FailureCode | null;
}

export interface Snapshot {
  sitting: SittingSummary;
  seats: BoardSeat[];
  clock: ClockReading;
  warnings: ServerWarning[];
}

export type BoardStore = StoreApi<BoardState>;

export function createBoardStore(): BoardStore {
  return createStore<BoardState>(() => ({
    link: { kind: "connecting" },
    sitting: null,
    seats: new Map(),
    clock: null,
    warnings: [],
    problem: null,
  }));
}

/** A reply to `watch`: everything that was known before is replaced, the clock too. */
export function snapshot(state: BoardState, whole: Snapshot, received: number): BoardState {
  return {
    ...state,
    sitting: whole.sitting,
    seats: merged(new Map(), whole.seats),
    clock: rough(whole.clock, received),
    warnings: whole.warnings,
    problem: null,
  };
}

/** A push: the seats it names replace those with the same attempt; all others stay as they are. */
export function push(state: BoardState, change: Snapshot, received: number): BoardState {
  if (state.sitting?.id !== change.sitting.id) return state;
  return {
    ...state,
    sitting: change.sitting,
    seats: merged(state.seats, change.seats),
    clock: state.clock ?? rough(change.clock, received),
    warnings: change.warnings,
  };
}

export function clockMeasured(state: BoardState, sample: ClockSample): BoardState {
  return { ...state, clock: better(state.clock, measure(sample)) };
}

function merged(seats: BoardState["seats"], changed: readonly BoardSeat[]): ReadonlyMap<string, BoardSeat> {
  const next = new Map(seats);
  for (const seat of changed) next.set(seat.attempt, seat);
  return next;
}
