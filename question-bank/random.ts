import seedrandom from "seedrandom";

/** Where a generator stands. A plain value: store it, and the numbers that follow are fixed. */
export type RandomState = Readonly<seedrandom.State.Alea>;

/** A generator in use, for inner loops. It never leaves the function given to `withGenerator`. */
export interface Generator {
  /** A whole number from 0 to n − 1 (1 ≤ n ≤ 2³²), each exactly equally likely. */
  below(n: number): number;
}

const range = 2 ** 32;

/** The state that a seed stands for. Equal seeds give equal states, on every machine. */
export function seedState(seed: string): RandomState {
  return seedrandom.alea(seed, { state: true }).state();
}

/** The next number in [0, 1), a multiple of 2⁻³², and the state after it. */
export function nextNumber(state: RandomState): [number, RandomState] {
  const alea = seedrandom.alea("", { state });
  const number = alea();
  return [number, alea.state()];
}

/** Lends a generator to `use`: mutable inside for speed, seen from outside a pure function of the state. */
export function withGenerator<T>(state: RandomState, use: (generator: Generator) => T): [T, RandomState] {
  const alea = seedrandom.alea("", { state });
  const result = use({ below: (n) => uniformBelow(alea, n) });
  return [result, alea.state()];
}

/** Rejects the few values above n whole buckets: a plain product would favour some numbers by 2⁻³². */
function uniformBelow(next: () => number, n: number): number {
  const bucket = Math.floor(range / n);
  for (;;) {
    const value = Math.floor((next() * range) / bucket);
    if (value < n) return value;
  }
}

interface Sequence<T> {
  readonly length: number;
  [index: number]: T;
}

/** Fisher–Yates in place: each order equally likely. */
export function shuffle<T>(list: Sequence<T>, generator: Generator): void {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = generator.below(last + 1);
    const kept = list[last] as T;
    list[last] = list[other] as T;
    list[other] = kept;
  }
}
