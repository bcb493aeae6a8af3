import { type InteractionType, type Item, responseFault } from "@kaochang/question-bank/item.ts";
import type { Hundredths } from "@kaochang/question-bank/points.ts";
import type { SectionRule } from "@kaochang/question-bank/section-rule.ts";
import { scorers } from "./interactions/index.ts";
import { InvalidResponse } from "./invalid-response.ts";
import { earnedBy, isRight } from "./rules.ts";
import type { Tally } from "./scorer.ts";

/** `partial`: not all right and yet worth something under the section's rule. */
export type ItemState = "unanswered" | "wrong" | "partial" | "right";

export interface ItemScore {
  state: ItemState;
  earned: Hundredths;
}

type AnyScorer = { type: InteractionType; tally(item: Item, response: unknown): Tally };

const byType = new Map<string, AnyScorer>(scorers.map((scorer) => [scorer.type, scorer as AnyScorer]));

/**
 * Scores one response. `null` and `undefined` are unanswered: zero, not an error.
 * Throws `InvalidResponse` where a response does not fit the item.
 */
export function scoreItem(item: Item, response: unknown, rule: SectionRule, points: Hundredths): ItemScore {
  if (response === null || response === undefined) return { state: "unanswered", earned: 0 };
  const fault = responseFault(item, response);
  if (fault !== null) throw new InvalidResponse(item.id, fault);
  const tally = tallyOf(item, response);
  // Blanks that are all empty are an answer that was cleared.
  if (tally.right + tally.wrong === 0) return { state: "unanswered", earned: 0 };
  const earned = earnedBy(rule, tally, points);
  return { state: stateOf(tally, earned), earned };
}

/** Counts the parts of a response that fits the item. */
export function tallyOf(item: Item, response: unknown): Tally {
  const scorer = byType.get(item.type);
  if (scorer === undefined) throw new Error(`no scorer for interaction type ${item.type}`);
  return scorer.tally(item, response);
}

function stateOf(tally: Tally, earned: Hundredths): ItemState {
  if (isRight(tally)) return "right";
  return earned > 0 ? "partial" : "wrong";
}
