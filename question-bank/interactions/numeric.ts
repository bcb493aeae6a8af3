import { z } from "zod";
import { parseDecimal } from "../decimal.ts";
import { defineInteraction } from "../interaction.ts";
import { itemBase, notBlank } from "../item-base.ts";

/** `absolute`: as far from the key as this; `percent`: as far as this share of the key. */
const tolerance = z.union(
  [
    z.strictObject({ absolute: z.number().min(0, "误差不能是负数") }),
    z.strictObject({ percent: z.number().min(0, "误差不能是负数").max(100, "误差不超过 100%") }),
  ],
  '写作 {"absolute": 0.01} 或 {"percent": 1}',
);

const schema = itemBase.extend({
  type: z.literal("numeric"),
  key: z.number().describe("正确数值"),
  tolerance: tolerance.default({ absolute: 0 }).describe("允许误差：{absolute: 数值} 或 {percent: 百分数}"),
  unit: z
    .string()
    .max(20, "单位太长（上限 20 字）")
    .regex(notBlank, "文字为空")
    .optional()
    .describe("单位，显示在输入框之后"),
});

/** Response: the number as typed, e.g. `"1,234.5"`; full-width digits and thousands separators are read. */
export default defineInteraction({
  type: "numeric",
  title: "计算题",
  schema,
  response: z.string().max(40),
  responseFault: (_item, response) => (parseDecimal(response) === null ? `“${response}”不是一个数` : null),
  shuffledOptions: () => 0,
  body: ({ unit }) => (unit === undefined ? {} : { unit }),
  keyResponse: (item) => plainDigits(item.key),
  lint: () => [],
});

/** Digits without an exponent, which a person would not type. */
function plainDigits(value: number): string {
  const text = String(value);
  return text.includes("e")
    ? value.toLocaleString("en-US", { useGrouping: false, maximumSignificantDigits: 17 })
    : text;
}
