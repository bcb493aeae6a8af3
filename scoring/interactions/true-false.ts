import { defineScorer, whole } from "../scorer.ts";

export default defineScorer({
  type: "true-false",
  tally: (item, response) => whole(response === item.key),
});
