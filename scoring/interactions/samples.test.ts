import { itemSchema } from "@kaochang/question-bank/item.ts";
import { samples } from "@kaochang/question-bank/testing/fixture.ts";
import { expect, test } from "vitest";
import { tallyOf } from "../score-item.ts";

test.each(samples())("$type: each response of the sample counts as it says", ({ item, responses }) => {
  const parsed = itemSchema.parse(item);
  for (const { response, ...tally } of responses) {
    expect(tallyOf(parsed, response), JSON.stringify(response)).toEqual(tally);
  }
});
