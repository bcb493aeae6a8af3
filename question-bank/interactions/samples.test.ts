import { expect, test } from "vitest";
import { interaction, interactionTypes, itemSchema, responseFault } from "../item.ts";
import { samples } from "../testing/fixture.ts";

test("each interaction type has a sample", () => {
  expect(
    samples()
      .map(({ type }) => type)
      .sort(),
  ).toEqual([...interactionTypes].sort());
});

test.each(samples())("$type: the sample fits its schema and is without fault", ({ type, item }) => {
  const parsed = itemSchema.parse(item);
  expect(parsed.type).toBe(type);
  expect(interaction(type).lint(parsed)).toEqual([]);
});

test.each(samples())(
  "$type: its responses may be saved, the invalid ones may not",
  ({ item, responses, invalid }) => {
    const parsed = itemSchema.parse(item);
    for (const { response } of responses)
      expect(responseFault(parsed, response), JSON.stringify(response)).toBeNull();
    for (const response of invalid)
      expect(responseFault(parsed, response), JSON.stringify(response)).not.toBeNull();
    expect(responseFault(parsed, interaction(parsed.type).keyResponse(parsed))).toBeNull();
    expect(responseFault(parsed, null)).toBeNull();
  },
);
