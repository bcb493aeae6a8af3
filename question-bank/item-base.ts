import { z } from "zod";

/** A code of the syllabus: area `3`, topic `3.1` or point `3.1.2` (鉴定要素细目表). */
export const syllabusCode = z.string().regex(/^\d+(\.\d+){0,2}$/, "考核范围编码应形如 3、3.1 或 3.1.2");

/** Ids travel through file names, URLs and logs, so they keep to a plain alphabet. */
export const itemId = z
  .string()
  .max(64, "试题编号太长（上限 64 个字符）")
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "试题编号只能用字母、数字、点、横线和下划线，且以字母或数字开头");

export const difficulties = ["easy", "medium", "hard"] as const;
export type Difficulty = (typeof difficulties)[number];

/** Something other than white space. A pattern, so that it stands in the JSON Schema as well. */
export const notBlank = /\S/;

/** Text that a candidate reads: Markdown, never empty, bounded so that one item cannot fill a page. */
export const markdown = z.string().max(20_000, "文字太长（上限 20000 字）").regex(notBlank, "文字为空");

/**
 * What every item has, whatever its interaction type.
 * `version` grows by one with each change; logs name (id, version), so an old paper keeps its wording.
 * `syllabus[0]` is the point examined and decides the stratum that the item is drawn from.
 * Images stand in Markdown as `![说明](media/name.png)`, in the folder `media` beside the bank file.
 */
export const itemBase = z.strictObject({
  id: itemId.describe("试题编号，全库唯一"),
  version: z.int().min(1, "版本号从 1 起").describe("版本号，每改一次加一"),
  syllabus: z
    .array(syllabusCode)
    .min(1, "至少写一个考核范围编码")
    .max(8, "考核范围编码最多八个")
    .describe("考核范围编码，第一个决定抽题时归属的范围"),
  difficulty: z.enum(difficulties).describe("难度：easy 易、medium 中、hard 难"),
  status: z.enum(["active", "draft", "retired"]).describe("active 可抽取、draft 草稿、retired 停用"),
  stem: markdown.describe("题干（Markdown）"),
  explanation: z.string().max(20_000, "文字太长（上限 20000 字）").default("").describe("解析，考生不可见"),
  enemies: z.array(itemId).max(200, "互斥题最多 200 个").default([]).describe("不得同卷出现的试题编号"),
  source: z.string().max(500, "文字太长（上限 500 字）").optional().describe("出处，考生不可见"),
});

export type ItemBase = z.infer<typeof itemBase>;

/** One answer option. Its id is the author's letter and stays the same however options are shuffled. */
export const option = z.strictObject({
  id: z.string().regex(/^[A-I]$/, "选项编号应为 A 到 I"),
  text: markdown.describe("选项文字（Markdown）"),
});

export type Option = z.infer<typeof option>;

export const optionList = z.array(option).min(2, "至少两个选项").max(9, "最多九个选项");

/** An option's letter in a response. A set to look in is the quickest check there is: scoring runs it a lot. */
export const optionLetter: z.ZodType<string> = z.enum(["A", "B", "C", "D", "E", "F", "G", "H", "I"]);

/** True where the authored order must stay, e.g. numbers that ascend. */
export const keepOptionOrder = z.boolean().default(false).describe("true 表示选项保持原顺序，不随机排列");
