import { defineScorer } from "../scorer.ts";

/** Each chosen option is a part: right where the key names it. */
export default defineScorer({
  type: "multiple-choice",
  tally: ({ key }, response) => {
    const right = response.filter((id) => key.includes(id)).length;
    return { right, wrong: response.length - right, of: key.length };
  },
});
