import type { ClockReading } from "@kaochang/exam-server/protocol/messages.ts";

/** One round trip: the page's monotonic milliseconds when asked and answered, and the exam time in the answer. */
export interface ClockSample {
  sent: number;
  received: number;
  exam: number;
}

/** exam time = monotonic time + offset, wrong by at most `error`; all in milliseconds. */
export interface ClockOffset {
  offset: number;
  error: number;
  measuredAt: number;
}

/** The two clocks drift apart by less than this a minute, even on old PCs. */
const driftPerMinute = 5;

export function measure(sample: ClockSample): ClockOffset {
  const middle = (sample.sent + sample.received) / 2;
  return {
    offset: sample.exam - middle,
    error: (sample.received - sample.sent) / 2,
    measuredAt: sample.received,
  };
}

/**
 * Keeps the more exact of two measurements. One that the old cannot explain means that a clock
 * stopped (the server restarted, the laptop slept): then only the new one is true.
 */
export function better(old: ClockOffset | null, next: ClockOffset): ClockOffset {
  if (old === null) return next;
  const aged = old.error + ((next.measuredAt - old.measuredAt) / 60_000) * driftPerMinute;
  if (Math.abs(next.offset - old.offset) > aged + next.error) return next;
  return next.error <= aged ? next : old;
}

/** A pushed reading has no round trip: it serves only until one is measured. */
export function rough(clock: ClockReading, received: number): ClockOffset {
  return { offset: clock.exam - received, error: 2_000, measuredAt: received };
}

export function examNow(offset: ClockOffset, monotonic: number): number {
  return monotonic + offset.offset;
}

/** Milliseconds left, never below zero. Computed anew for each display; nothing is counted down. */
export function remaining(deadline: number, offset: ClockOffset, monotonic: number): number {
  return Math.max(0, deadline - examNow(offset, monotonic));
}
