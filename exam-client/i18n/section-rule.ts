import type { CandidateSection } from "@kaochang/exam-server/protocol/messages.ts";
import type { Hundredths } from "@kaochang/question-bank/points.ts";
import type { Language } from "../store/settings.ts";
import type { Say } from "./words.ts";

const plainTypes = ["single-choice", "multiple-choice", "true-false", "fill-in", "numeric"] as const;

/** Written here, because the bank's own function comes with its schemas. */
const toPoints = (value: Hundredths) => value / 100;

/** How a section scores, in the words of a paper. */
export function ruleSentence(say: Say, { rule, type }: Pick<CandidateSection, "rule" | "type">): string {
  switch (rule.kind) {
    case "all-or-nothing":
      return say(`rule.${plainTypes.find((one) => one === type) ?? "other"}`);
    case "fixed-share":
      return say("rule.fixed-share", { share: rule.share });
    case "per-right":
      return say("rule.per-right", { each: toPoints(rule.each) });
    case "plus-minus":
      return say("rule.plus-minus", { plus: toPoints(rule.plus), minus: toPoints(rule.minus) });
    case "per-part":
      return say("rule.per-part");
  }
}

/** A section's heading with its count, points and rule; `index` counts from 0. */
export function sectionHeading(
  say: Say,
  language: Language,
  section: CandidateSection,
  index: number,
): string {
  return say("section.heading", {
    ordinal: ordinal(language, index),
    title: section.title,
    count: section.count,
    points: toPoints(section.points),
    rule: ruleSentence(say, section),
  });
}

const digits = "零一二三四五六七八九";

/** 一, 二 … 十一 … for Chinese (up to 99 sections), 1, 2 … for English. */
export function ordinal(language: Language, index: number): string {
  const number = index + 1;
  if (language === "en") return String(number);
  const tens = Math.floor(number / 10);
  const ones = number % 10;
  const tenWord = tens === 0 ? "" : `${tens > 1 ? digits[tens] : ""}十`;
  return `${tenWord}${ones > 0 ? digits[ones] : ""}`;
}
