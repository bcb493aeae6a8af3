import type { TimeTold } from "./timekeeper.ts";

/** What all simulated candidates measure together. */
export interface Ledger {
  connections: number;
  /** Monotonic time of each acknowledgement. */
  savedAt: number[];
  latencies: number[];
  resent: number;
  firstItems: number[];
  handedIn: number;
  /** By seat. */
  told: Map<number, TimeTold[]>;
}

export function openLedger(): Ledger {
  return {
    connections: 0,
    savedAt: [],
    latencies: [],
    resent: 0,
    firstItems: [],
    handedIn: 0,
    told: new Map(),
  };
}
