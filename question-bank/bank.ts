import { z } from "zod";
import { itemSchema } from "./item.ts";

export const bankFormat = "kaochang-bank/1";

const envelope = {
  $schema: z.string().optional(),
  format: z.literal(bankFormat).describe("文件格式和版本"),
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]*$/, "题库编号只能用小写字母、数字、点和横线，且以字母或数字开头")
    .describe("题库编号"),
  title: z.string().regex(/\S/, "文字为空").max(200, "文字太长（上限 200 字）").describe("题库名称"),
  qualification: z
    .string()
    .regex(/^[a-z0-9-]+$/, "职业等级编号只能用小写字母、数字和横线")
    .describe("职业等级，如 ecommerce-l3"),
  test: z.enum(["theory", "skills"]).describe("theory 理论知识考试，skills 专业技能考核"),
};

/** A bank file 题库文件: items of one qualification and test, as authors write them. */
export const bankSchema = z.strictObject({ ...envelope, items: z.array(itemSchema) });

/** A bank file whose items are not looked at yet: lint reads them one by one, to find the faults of each. */
export const bankEnvelope = z.strictObject({ ...envelope, items: z.array(z.unknown()) });

export type BankFile = z.output<typeof bankSchema>;
