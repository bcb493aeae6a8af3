import type { z } from "zod";
import { fieldWord } from "./field-words.ts";
import type { ItemFault } from "./interaction.ts";
import { notBlank } from "./item-base.ts";

type Issue = z.core.$ZodIssue;
type UnionIssue = Extract<Issue, { code: "invalid_union" }>;
type Steps = (string | number)[];

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
      return issue.discriminator === "type" ? "unknown-type" : "wrong-value";
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
      return unionMessage(issue, place);
    case "too_small":
      return `${place}${bound(issue.origin, issue.minimum, "至少")}`;
    case "too_big":
      return `${place}${bound(issue.origin, issue.maximum, "最多")}`;
    default:
      return `${place}的值不合要求，现在是 ${shown(issue.input)}`;
  }
}

function unionMessage(issue: UnionIssue, place: string): string {
  const value = shown(chosen(issue));
  return issue.discriminator === "type" ? `没有${value}这个题型` : `${place}没有 ${value} 这个值`;
}

function bound(origin: string, limit: number | bigint, word: "至少" | "最多"): string {
  if (origin === "array") return `${word} ${limit} 项`;
  if (origin !== "string") return `应${word}为 ${limit}`;
  return limit === 1 && word === "至少" ? "不能为空" : `${word} ${limit} 个字`;
}

function isMissing(issue: Issue): boolean {
  if (issue.code === "invalid_union") return chosen(issue) === undefined;
  return (issue.code === "invalid_type" || issue.code === "invalid_value") && issue.input === undefined;
}

/** The value that chooses none of a union's shapes, such as an unknown `type`; the issue's input is the whole object. */
function chosen({ input, discriminator }: UnionIssue): unknown {
  if (discriminator === undefined || typeof input !== "object" || input === null) return input;
  return (input as Record<string, unknown>)[discriminator];
}

function placeOf(path: Steps): string {
  const words = path.map((step, index) =>
    typeof step === "number" ? `第 ${step + 1} 项` : `${fieldWord(step, path.slice(0, index))}（${step}）`,
  );
  return words.length === 0 ? "整道试题或整个文件" : words.join("的").replaceAll("）的第", "）第");
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? "空";
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
