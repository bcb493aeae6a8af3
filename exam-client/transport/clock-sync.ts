import type { ClockReading } from "@kaochang/exam-server/protocol/messages.ts";
import type { Ask } from "./wire.ts";

/** The page's monotonic clock, milliseconds; never the wall clock, which a candidate can set. */
export type Monotonic = () => number;

/** The PC's wall clock, milliseconds since 1970: compared with the monotonic one, and never shown. */
export type Wall = () => number;

/** One comparison of the page's clock with the server's, in milliseconds. */
export interface ClockSample {
  /** Exam time = monotonic + offset. */
  offset: number;
  /** Server's wall clock = monotonic + wallOffset; a label only. */
  wallOffset: number;
  /** Length of the round trip; the error of `offset` is at most half of it. */
  delay: number;
  /** When it began, on the page's monotonic clock. */
  asked: number;
}

/** The reading is taken to be from the middle of the round trip. */
export function sampleOf(reading: ClockReading, asked: number, answered: number): ClockSample {
  const middle = (asked + answered) / 2;
  return { offset: reading.exam - middle, wallOffset: reading.wall - middle, delay: answered - asked, asked };
}

export function leastDelay(samples: readonly ClockSample[]): ClockSample | null {
  return samples.reduce<ClockSample | null>(
    (best, sample) => (best === null || sample.delay < best.delay ? sample : best),
    null,
  );
}

/** Several round trips one after another; null when none was answered. */
export async function measureClock(
  ask: Ask,
  monotonic: Monotonic,
  rounds: number,
): Promise<ClockSample | null> {
  const samples: ClockSample[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const asked = monotonic();
    const reply = await ask("sync", {});
    if (!reply.ok) break;
    samples.push(sampleOf(reply, asked, monotonic()));
  }
  return leastDelay(samples);
}
