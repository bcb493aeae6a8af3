import type { ReplayStep } from "@kaochang/exam-server/protocol/replay.ts";
import { spanText } from "../../proctor/span-text.ts";
import type { Words } from "../../staff/i18n/words.ts";
import type { StaffKey } from "../../staff/i18n/zh.ts";
import { zh } from "../../staff/i18n/zh.ts";

function whatKey(what: string): StaffKey {
  const key = `replay.what.${what}`;
  return key in zh ? (key as StaffKey) : "replay.what.other";
}

/** 「作答 · 第 12 题」, 「补时 · 6分0秒 · p1：断电」. `numberOf`: a question's number on the paper. */
export function stepText(step: ReplayStep, numberOf: (item: string) => number, t: Words): string {
  const parts = [t(whatKey(step.what))];
  if (step.item !== null) parts.push(t("replay.question", { number: numberOf(step.item) }));
  if (step.ms !== null && step.ms > 0) parts.push(spanText(step.ms, t));
  const said = [step.by, step.text].filter((part) => part !== null && part !== "");
  if (said.length > 0) parts.push(said.join("："));
  return parts.join(" · ");
}
