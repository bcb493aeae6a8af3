import { z } from "zod";
import { defineInteraction } from "../interaction.ts";
import { itemBase, keepOptionOrder, optionLetter, optionList } from "../item-base.ts";
import { arrange, hasOption, optionFaults, optionNames } from "../options.ts";

const schema = itemBase.extend({
  type: z.literal("single-choice"),
  options: optionList,
  keepOptionOrder,
  key: z.string().describe("正确选项的编号"),
});

/** Response: the chosen option's id, e.g. `"C"`. */
export default defineInteraction({
  type: "single-choice",
  title: "单项选择题",
  schema,
  response: optionLetter,
  responseFault: (item, response) => (hasOption(item.options, response) ? null : `没有选项“${response}”`),
  shuffledOptions: (item) => (item.keepOptionOrder ? 0 : item.options.length),
  body: (item, order) => ({ options: arrange(item.options, order) }),
  keyResponse: (item) => item.key,
  lint: (item) => {
    const faults = optionFaults(item.options);
    if (!hasOption(item.options, item.key)) {
      faults.push({
        code: "key-not-an-option",
        path: ["key"],
        message: `答案“${item.key}”不在选项 ${optionNames(item.options)} 中`,
      });
    }
    return faults;
  },
});
