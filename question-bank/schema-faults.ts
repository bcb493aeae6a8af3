import type { z } from "zod";
import type { ItemFault } from "./interaction.ts";
import { notBlank } from "./item-base.ts";

type Issue = z.core.$ZodIssue;
type Steps = (string | number)[];

const fieldWords: Record<string, string> = {
  absolute: "绝对误差",
  accept: "可接受的答案",
  blanks: "各空答案",
  caseSensitive: "区分大小写",
  difficulty: "难度",
  enemies: "互斥题",
  explanation: "解析",
  format: "文件格式",
  id: "编号",
  items: "试题列表",
  keepOptionOrder: "选项保持原顺序",
  key: "答案",
  options: "选项",
  percent: "百分误差",
  qualification: "职业等级",
  source: "出处",
  status: "状态",
  stem: "题干",
  syllabus: "考核范围",
  test: "考核",
  text: "文字",
  title: "名称",
  tolerance: "误差",
  type: "题型",
  unit: "单位",
  version: "版本号",
};

const typeWords: Record<string, string> = {
  string: "文字（写在英文双引号里）",
  number: "数",
  int: "整数",
  boolean: "true 或 false（不加引号）",
  array: "列表 [ ]",
  object: "对象 { }",
};

/** Parse parameters under which an issue without a sentence of the schema's own has an empty message. */
export const silent = { error: () => "", reportInput: true };

/** What a schema found, as faults with sentences that an author understands. */
export function schemaFaults(issues: readonly Issue[]): ItemFault[] {
  return issues.flatMap((issue) => {
    const path = issue.path.filter((step) => typeof step !== "symbol");
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => unknownField(path, key));
    return [{ code: codeOf(issue), path, message: messageOf(issue, path) }];
  });
}

function unknownField(path: Steps, key: string): ItemFault {
  return { code: "unknown-field", path: [...path, key], message: `没有“${key}”这个字段，请检查拼写或删除` };
}

function codeOf(issue: Issue): string {
  if (isMissing(issue)) return "missing-field";
  switch (issue.code) {
    case "invalid_type":
      return "wrong-type";
    case "invalid_value":
      return issue.path[0] === "format" ? "wrong-format-version" : "wrong-value";
    case "invalid_union":
      return issue.path.at(-1) === "type" ? "unknown-type" : "wrong-value";
    case "invalid_format":
      return issue.pattern === String(notBlank) ? "empty-text" : "bad-format";
    case "too_small":
      return issue.origin === "array" ? "too-few" : "wrong-value";
    case "too_big":
      return issue.origin === "number" ? "wrong-value" : "too-long";
    default:
      return "wrong-value";
  }
}

function messageOf(issue: Issue, path: Steps): string {
  const place = placeOf(path);
  if (isMissing(issue)) return `缺少${place}`;
  if (issue.message !== "") return path.length === 0 ? issue.message : `${place}：${issue.message}`;
  switch (issue.code) {
    case "invalid_type":
      return `${place}应为${typeWords[issue.expected] ?? "别的类型"}，现在是 ${shown(issue.input)}`;
    case "invalid_value":
      return `${place}只能是 ${issue.values.map(String).join("、")}，现在是 ${shown(issue.input)}`;
    case "invalid_union":
      return `没有${shown(discriminator(issue))}这个题型`;
    default:
      return `${place}的值不合要求，现在是 ${shown(issue.input)}`;
  }
}

function isMissing(issue: Issue): boolean {
  if (issue.code === "invalid_union")
    return issue.path.at(-1) === "type" && discriminator(issue) === undefined;
  return (issue.code === "invalid_type" || issue.code === "invalid_value") && issue.input === undefined;
}

/** The `type` that names no interaction type; the issue's input is the whole item. */
function discriminator(issue: Issue): unknown {
  const { input } = issue;
  return typeof input === "object" && input !== null && "type" in input ? input.type : undefined;
}

function placeOf(path: Steps): string {
  const words = path.map((step) =>
    typeof step === "number" ? `第 ${step + 1} 项` : `${fieldWords[step] ?? ""}（${step}）`,
  );
  return words.length === 0 ? "整道试题或整个文件" : words.join("的").replaceAll("）的第", "）第");
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "空";
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
