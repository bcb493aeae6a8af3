import { z } from "zod";
import { defineInteraction, type ItemFault } from "../interaction.ts";
import { itemBase, keepOptionOrder, type Option, optionLetter, optionList } from "../item-base.ts";
import { arrange, hasOption, optionFaults, optionNames } from "../options.ts";

const schema = itemBase.extend({
  type: z.literal("multiple-choice"),
  options: optionList,
  keepOptionOrder,
  key: z.array(z.string()).max(9, "答案最多九个").describe("全部正确选项的编号，至少两个"),
});

function keyFaults(key: readonly string[], options: readonly Option[]): ItemFault[] {
  return key.flatMap((id, index) => {
    const path = ["key", index];
    if (!hasOption(options, id)) {
      const message = `答案“${id}”不在选项 ${optionNames(options)} 中`;
      return [{ code: "key-not-an-option", path, message }];
    }
    const repeated = key.indexOf(id) < index;
    return repeated ? [{ code: "repeated-key", path, message: `答案“${id}”写了两次` }] : [];
  });
}

/**
 * Response: ids of the chosen options in any order, at least one, e.g. `["A","C"]`.
 * An item whose options are all right is allowed: real papers have them.
 */
export default defineInteraction({
  type: "multiple-choice",
  title: "多项选择题",
  schema,
  response: z.array(optionLetter).min(1).max(9),
  responseFault: ({ options }, response) => {
    const unknown = response.find((id) => !hasOption(options, id));
    if (unknown !== undefined) return `没有选项“${unknown}”`;
    const repeated = response.find((id, index) => response.indexOf(id) < index);
    return repeated === undefined ? null : `选项“${repeated}”选了两次`;
  },
  shuffledOptions: (item) => (item.keepOptionOrder ? 0 : item.options.length),
  body: (item, order) => ({ options: arrange(item.options, order) }),
  keyResponse: (item) => [...item.key],
  lint: ({ options, key }) => {
    const faults = [...optionFaults(options), ...keyFaults(key, options)];
    if (new Set(key).size < 2) {
      faults.push({ code: "too-few-keys", path: ["key"], message: "多项选择题至少要有两个正确选项" });
    }
    return faults;
  },
});
