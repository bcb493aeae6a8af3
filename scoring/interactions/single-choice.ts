import { defineScorer, whole } from "../scorer.ts";

export default defineScorer({
  type: "single-choice",
  tally: (item, response) => whole(response === item.key),
});
