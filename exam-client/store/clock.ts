import type { AttemptView } from "@kaochang/exam-server/protocol/messages.ts";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { ClockSample, Monotonic, Wall } from "../transport/clock-sync.ts";
import type { Stamp } from "../transport/outbox.ts";

type Times = AttemptView["clock"];

export interface ClockState {
  sample: ClockSample | null;
  times: Times | null;
  /** Whole seconds until the deadline, rounded up; null before the start. */
  secondsLeft: number | null;
  /** The deadline has passed by this page's estimate. */
  timeUp: boolean;
  /** Whole seconds until the receipt at the latest, rounded up; null before the time is up and when they are over. */
  receiptWithin: number | null;
  /** The reminder (milliseconds left) that was crossed last, and when by the monotonic clock. */
  reminder: { at: number; shown: number } | null;
  /** Whether the monotonic clock has gone on since it was last compared with the server's. */
  proven: boolean;
}

export const clockAtRest: ClockState = {
  sample: null,
  times: null,
  secondsLeft: null,
  timeUp: false,
  receiptWithin: null,
  reminder: null,
  proven: true,
};

/** Exam time in milliseconds; null until the server was heard once. */
export function examNow({ sample }: ClockState, monotonic: number): number | null {
  return sample === null ? null : monotonic + sample.offset;
}

/** Milliseconds until the deadline, computed from the clock each time and never counted down; a stopped clock stands. */
export function remaining(state: ClockState, monotonic: number): number | null {
  const now = state.times?.stoppedAt ?? examNow(state, monotonic);
  const deadline = state.times?.deadline ?? null;
  return now === null || deadline === null ? null : deadline - now;
}

/** The clock read anew. Crossing a reminder's time from above shows it; a page that begins below does not. */
export function readClock(state: ClockState, monotonic: number): ClockState {
  const left = remaining(state, monotonic);
  if (left === null) return { ...state, secondsLeft: null, timeUp: false, receiptWithin: null };
  const secondsLeft = Math.max(0, Math.ceil(left / 1000));
  const before = state.secondsLeft;
  const crossed = (state.times?.remindAt ?? []).filter(
    (at) => before !== null && before * 1000 > at && secondsLeft * 1000 <= at,
  );
  const reminder = crossed.length === 0 ? state.reminder : { at: Math.min(...crossed), shown: monotonic };
  return { ...state, secondsLeft, timeUp: left <= 0, receiptWithin: graceLeft(state, left), reminder };
}

function graceLeft({ times }: ClockState, left: number): number | null {
  if (left > 0 || !times || times.deadline === null || times.graceEndsAt === null) return null;
  const seconds = Math.ceil((times.graceEndsAt - times.deadline + left) / 1000);
  return seconds > 0 ? seconds : null;
}

/** A quartz that is off by 100 ppm has gone 60 ms astray in this time. */
const freshMs = 10 * 60_000;
const driftMs = 60;

/** Whether two samples can both be true of clocks that went on evenly. */
function agree(one: ClockSample, other: ClockSample): boolean {
  return Math.abs(one.offset - other.offset) <= (one.delay + other.delay) / 2 + driftMs;
}

/** Between two readings; less is a wall clock that is being slewed, or a sleep too short to matter. */
const jumpMs = 2_000;

/** How often the clock is compared: usually, after a sample that did not fit, and while it proves nothing. */
const paces = { usual: 60_000, wary: 20_000, unproven: 5_000 };
const waryMs = 10 * 60_000;

export interface Clock {
  store: StoreApi<ClockState>;
  /** Reads the clock; call it often. */
  tick(): void;
  /** For what is written now; not past the deadline before the page locks. */
  stamp(): Stamp;
  /** The server's wall clock for a label, milliseconds since 1970; null until it was heard. */
  wall(): number | null;
  /** Exam time, the one at which it stands still while it does; null until the server was heard. */
  exam(): number | null;
  /** Takes the sample unless the one in use is better, or the PC slept while it was made. */
  adopt(sample: ClockSample): void;
  /** The page slept or was hidden: whatever is measured next is better than what is in use. */
  doubt(): void;
  /** Milliseconds after which the clock is to be compared again. */
  pace(): number;
  setTimes(times: Times): void;
}

export interface ClockParts {
  monotonic: Monotonic;
  wall: Wall;
  /** The wall clock went so many milliseconds further than the monotonic one: it was set, or the PC slept. */
  jumped: (ms: number) => void;
}

export function createClock({ monotonic, wall, jumped }: ClockParts): Clock {
  const store = createStore<ClockState>(() => clockAtRest);
  /** When the sample in use was adopted; null when it is not to be trusted. */
  let adopted: number | null = null;
  /** When the clock was last compared with the server's; null while that proves nothing. */
  let compared: number | null = null;
  /** What is asked before this moment may have been asked before a sleep. */
  let awakeSince = Number.NEGATIVE_INFINITY;
  let waryUntil = Number.NEGATIVE_INFINITY;
  /** Both clocks of the PC when they were last read; a wall clock that is slewed must not add up over an hour. */
  let read = { monotonic: monotonic(), wall: wall() };

  const become = (next: ClockState) => {
    const { secondsLeft, timeUp, receiptWithin, reminder, sample, times, proven } = store.getState();
    const same =
      next.secondsLeft === secondsLeft &&
      next.timeUp === timeUp &&
      next.receiptWithin === receiptWithin &&
      next.reminder === reminder;
    if (!same || next.sample !== sample || next.times !== times || next.proven !== proven)
      store.setState(next);
  };

  /** Compares the PC's two clocks; a wall clock that ran ahead may mean that the monotonic one stood still. */
  const watch = () => {
    const now = { monotonic: monotonic(), wall: wall() };
    const ms = Math.round(now.wall - read.wall - (now.monotonic - read.monotonic));
    read = now;
    if (Math.abs(ms) <= jumpMs) return;
    if (ms > 0) {
      awakeSince = now.monotonic;
      adopted = null;
      compared = null;
      become({ ...store.getState(), proven: false });
    }
    jumped(ms);
  };

  /** The longer round trip says less, as long as both can be true; when they cannot, only the new one counts. */
  const isBetter = (used: ClockSample, next: ClockSample, now: number): boolean => {
    const fits = adopted === null || agree(used, next);
    if (!fits) waryUntil = now + waryMs;
    return adopted !== null && fits && now - adopted <= freshMs && used.delay < next.delay;
  };

  return {
    store,
    tick() {
      watch();
      become(readClock(store.getState(), monotonic()));
    },
    stamp() {
      watch();
      const { times, timeUp } = store.getState();
      const now = Math.max(0, Math.round(examNow(store.getState(), monotonic()) ?? 0));
      return {
        // The page locks at a tick, so the last answers would otherwise be stamped a tick too late.
        made: timeUp ? now : Math.min(now, Math.floor(times?.deadline ?? now)),
        synced: compared === null ? null : Math.max(0, Math.round(monotonic() - compared)),
      };
    },
    wall() {
      const { sample } = store.getState();
      return sample === null ? null : monotonic() + sample.wallOffset;
    },
    exam() {
      const state = store.getState();
      return state.times?.stoppedAt ?? examNow(state, monotonic());
    },
    adopt(sample) {
      watch();
      if (sample.asked < awakeSince) return;
      const now = monotonic();
      const state = { ...store.getState(), proven: true };
      compared = now;
      if (state.sample && isBetter(state.sample, sample, now)) return become(readClock(state, now));
      adopted = now;
      become(readClock({ ...state, sample }, now));
    },
    doubt() {
      adopted = null;
    },
    pace() {
      if (!store.getState().proven) return paces.unproven;
      return monotonic() < waryUntil ? paces.wary : paces.usual;
    },
    setTimes: (times) => become(readClock({ ...store.getState(), times }, monotonic())),
  };
}
