import type { InteractionType, ItemOfType, ResponseOf } from "@kaochang/question-bank/item.ts";

/** How many parts of a response are right and wrong, and how many right ones there could be. */
export interface Tally {
  right: number;
  wrong: number;
  of: number;
}

/** Scoring half of an interaction type: counts parts; what they are worth is the section's rule. */
export interface Scorer<T extends InteractionType> {
  type: T;
  /** The response has been found to fit the item. A part left empty is neither right nor wrong. */
  tally(item: ItemOfType<T>, response: ResponseOf<T>): Tally;
}

/** Keeps the literal type of a definition while checking it against the contract. */
export function defineScorer<T extends InteractionType>(scorer: Scorer<T>): Scorer<T> {
  return scorer;
}

/** A response that is right or wrong as a whole. */
export function whole(right: boolean): Tally {
  return right ? { right: 1, wrong: 0, of: 1 } : { right: 0, wrong: 1, of: 1 };
}
