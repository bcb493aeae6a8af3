import { foldAnswer } from "@kaochang/question-bank/text.ts";
import { defineScorer, type Tally } from "../scorer.ts";

/** Each blank is a part. */
export default defineScorer({
  type: "fill-in",
  tally: ({ blanks }, response) => {
    const tally: Tally = { right: 0, wrong: 0, of: blanks.length };
    blanks.forEach(({ accept, caseSensitive }, index) => {
      const answer = foldAnswer(response[index] ?? "", caseSensitive);
      if (answer === "") return;
      const accepted = accept.some((text) => foldAnswer(text, caseSensitive) === answer);
      tally[accepted ? "right" : "wrong"] += 1;
    });
    return tally;
  },
});
