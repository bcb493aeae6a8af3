import { now } from "./pause.ts";

const everyMs = 20;
/** Beyond this the suite cannot say when something happened. */
const lateMs = 200;

/** Watches the suite's own event loop: what it saw while it was itself late proves nothing about time. */
export interface Stalls {
  /** Whether the loop is late at this moment, or was within the last so many milliseconds. */
  recently(ms?: number): boolean;
  stop(): void;
}

export function watchStalls(): Stalls {
  let beat = now();
  let stalledAt = Number.NEGATIVE_INFINITY;
  const look = () => {
    const late = now() - beat - everyMs;
    if (late > lateMs) stalledAt = now();
  };
  const timer = setInterval(() => {
    look();
    beat = now();
  }, everyMs);
  return {
    recently(ms = lateMs) {
      look();
      return now() - stalledAt <= ms;
    },
    stop: () => clearInterval(timer),
  };
}
