import { z } from "zod";
import { defineInteraction } from "../interaction.ts";
import { itemBase } from "../item-base.ts";

const schema = itemBase.extend({
  type: z.literal("true-false"),
  key: z.boolean().describe("true 正确，false 错误"),
});

/** Response: `true` for 正确, `false` for 错误. */
export default defineInteraction({
  type: "true-false",
  title: "判断题",
  schema,
  response: z.boolean(),
  responseFault: () => null,
  shuffledOptions: () => 0,
  body: () => ({}),
  keyResponse: (item) => item.key,
  lint: () => [],
});
