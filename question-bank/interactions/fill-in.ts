import { z } from "zod";
import { defineInteraction } from "../interaction.ts";
import { itemBase, notBlank } from "../item-base.ts";
import { countBlanks } from "../markdown.ts";

const blank = z.strictObject({
  accept: z
    .array(z.string().max(500, "答案太长（上限 500 字）").regex(notBlank, "文字为空"))
    .min(1, "每个空至少写一个答案")
    .max(50, "每个空最多 50 个答案")
    .describe("可接受的答案，任一即可；不分全角半角"),
  caseSensitive: z.boolean().default(false).describe("true 表示区分大小写"),
});

const schema = itemBase.extend({
  type: z.literal("fill-in"),
  blanks: z.array(blank).min(1, "至少一个空").max(20, "最多 20 个空").describe("依次对应题干中的每个 ____"),
});

/** Response: one text per blank in the order of the stem, `""` where it is left empty, e.g. `["点击率",""]`. */
export default defineInteraction({
  type: "fill-in",
  title: "填空题",
  schema,
  response: z.array(z.string().max(500)).max(20),
  responseFault: ({ blanks }, response) =>
    response.length === blanks.length ? null : `这道题有 ${blanks.length} 个空，作答有 ${response.length} 个`,
  shuffledOptions: () => 0,
  body: (item) => ({ blanks: item.blanks.length }),
  keyResponse: (item) => item.blanks.map(({ accept }) => accept[0] ?? ""),
  lint: ({ stem, blanks }) => {
    const shown = countBlanks(stem);
    if (shown === blanks.length) return [];
    const message = `题干中有 ${shown} 个空（四条以上下划线 ____），答案给了 ${blanks.length} 个`;
    return [{ code: "blank-count", path: ["blanks"], message }];
  },
});
