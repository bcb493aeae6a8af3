import type { AttemptView } from "@kaochang/exam-server/protocol/messages.ts";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { ClockSample, Monotonic } from "../transport/clock-sync.ts";

type Times = AttemptView["clock"];

export interface ClockState {
  sample: ClockSample | null;
  times: Times | null;
  /** Whole seconds until the deadline, rounded up; null before the start. */
  secondsLeft: number | null;
  /** The deadline has passed by this page's estimate. */
  timeUp: boolean;
  /** The reminder (milliseconds left) that was crossed last, and when by the monotonic clock. */
  reminder: { at: number; shown: number } | null;
}

export const clockAtRest: ClockState = {
  sample: null,
  times: null,
  secondsLeft: null,
  timeUp: false,
  reminder: null,
};

/** Exam time in milliseconds; null until the server was heard once. */
export function examNow({ sample }: ClockState, monotonic: number): number | null {
  return sample === null ? null : monotonic + sample.offset;
}

/** Milliseconds until the deadline, computed from the clock each time and never counted down. */
export function remaining(state: ClockState, monotonic: number): number | null {
  const now = examNow(state, monotonic);
  const deadline = state.times?.deadline ?? null;
  return now === null || deadline === null ? null : deadline - now;
}

/** The clock read anew. Crossing a reminder's time from above shows it; a page that begins below does not. */
export function readClock(state: ClockState, monotonic: number): ClockState {
  const left = remaining(state, monotonic);
  if (left === null) return { ...state, secondsLeft: null, timeUp: false };
  const secondsLeft = Math.max(0, Math.ceil(left / 1000));
  const before = state.secondsLeft;
  const crossed = (state.times?.remindAt ?? []).filter(
    (at) => before !== null && before * 1000 > at && secondsLeft * 1000 <= at,
  );
  const reminder = crossed.length === 0 ? state.reminder : { at: Math.min(...crossed), shown: monotonic };
  return { ...state, secondsLeft, timeUp: left <= 0, reminder };
}

/** A quartz that is off by 100 ppm has gone 60 ms astray in this time. */
const freshMs = 10 * 60_000;
const driftMs = 60;

/**
 * Whether the sample in use is still the better one: the longer round trip says less, as long as both can
 * be true. When they cannot, one of the two clocks was stopped or set, and only the new sample counts.
 */
function isBetter(used: ClockSample, next: ClockSample, age: number): boolean {
  const reach = (used.delay + next.delay) / 2 + driftMs;
  return age <= freshMs && used.delay < next.delay && Math.abs(used.offset - next.offset) <= reach;
}

export interface Clock {
  store: StoreApi<ClockState>;
  /** Reads the clock; call it often. */
  tick(): void;
  /** Exam time in whole milliseconds for what is written now; not past the deadline before the page locks. */
  stamp(): number;
  /** The server's wall clock for a label, milliseconds since 1970; null until it was heard. */
  wall(): number | null;
  /** Takes the sample unless the one in use is better. */
  adopt(sample: ClockSample): void;
  /** The page slept or was hidden: whatever is measured next is better than what is in use. */
  doubt(): void;
  setTimes(times: Times): void;
}

export function createClock(monotonic: Monotonic): Clock {
  const store = createStore<ClockState>(() => clockAtRest);
  /** When the sample in use was adopted; null when it is not to be trusted. */
  let adopted: number | null = null;
  const become = (next: ClockState) => {
    const { secondsLeft, timeUp, reminder, sample, times } = store.getState();
    const same = next.secondsLeft === secondsLeft && next.timeUp === timeUp && next.reminder === reminder;
    if (!same || next.sample !== sample || next.times !== times) store.setState(next);
  };
  return {
    store,
    tick: () => become(readClock(store.getState(), monotonic())),
    stamp() {
      const { times, timeUp } = store.getState();
      const now = Math.max(0, Math.round(examNow(store.getState(), monotonic()) ?? 0));
      // The page locks at a tick, so the last answers would otherwise be stamped a tick too late.
      return timeUp ? now : Math.min(now, Math.floor(times?.deadline ?? now));
    },
    wall() {
      const { sample } = store.getState();
      return sample === null ? null : monotonic() + sample.wallOffset;
    },
    adopt(sample) {
      const state = store.getState();
      const now = monotonic();
      if (state.sample && adopted !== null && isBetter(state.sample, sample, now - adopted)) return;
      adopted = now;
      become(readClock({ ...state, sample }, now));
    },
    doubt() {
      adopted = null;
    },
    setTimes: (times) => become(readClock({ ...store.getState(), times }, monotonic())),
  };
}
