import { nextNumber, type RandomState, seedState } from "@kaochang/question-bank/random.ts";

/** Random choices of one try; the same seed makes the same choices in the same order. */
export interface Dice {
  /** In [0, 1). */
  chance(): number;
  between(low: number, high: number): number;
  /** A whole number from 0 below the bound. */
  below(bound: number): number;
  /** True with this probability. */
  happens(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  shuffled<T>(list: readonly T[]): T[];
  /** Dice of their own for one part, so that what it throws shifts nobody else's choices. */
  of(part: string): Dice;
}

export function dice(seed: string): Dice {
  let state: RandomState = seedState(seed);
  const chance = () => {
    const [number, next] = nextNumber(state);
    state = next;
    return number;
  };
  const below = (bound: number) => Math.floor(chance() * bound);
  return {
    chance,
    below,
    between: (low, high) => low + chance() * (high - low),
    happens: (share) => chance() < share,
    pick: <T>(list: readonly T[]) => list[below(list.length)] as T,
    shuffled: (list) =>
      list
        .map((one) => ({ one, at: chance() }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one),
    of: (part) => dice(`${seed}/${part}`),
  };
}
