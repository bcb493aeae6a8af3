import { atMost, distance, parseDecimal, percentOf, toDecimal } from "@kaochang/question-bank/decimal.ts";
import type { ItemOfType } from "@kaochang/question-bank/item.ts";
import { defineScorer, whole } from "../scorer.ts";

export default defineScorer({
  type: "numeric",
  tally: (item, response) => {
    const answer = parseDecimal(response);
    return whole(answer !== null && atMost(distance(answer, toDecimal(item.key)), allowance(item)));
  },
});

/** How far from the key an answer may lie, itself included. */
function allowance({ key, tolerance }: ItemOfType<"numeric">) {
  return "percent" in tolerance
    ? percentOf(toDecimal(key), toDecimal(tolerance.percent))
    : toDecimal(tolerance.absolute);
}
