import { renderMarkdown } from "@kaochang/question-bank/markdown.ts";
import type { Terms } from "./events.ts";

const minute = 60_000;

/**
 * 考生须知 as safe HTML: the text with this sitting's own numbers put in, so that what a candidate
 * promises to follow is what the server will do. `remindAt` in milliseconds left.
 */
export function candidateRules(text: string, terms: Terms, remindAt: readonly number[]): string {
  const places: Record<string, string> = {
    minutes: String((terms.duration + terms.extra) / minute),
    entry: entryRule(terms),
    handIn: handInRule(terms),
    ...wordsOf(terms),
    remind: remindAt.map((left) => left / minute).join("、"),
  };
  const filled = text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => places[name] ?? whole);
  return renderMarkdown(filled, () => null);
}

const commonWords = { together: "全场同时开始、同时结束", late: "迟到的考生不补时间" };
const ownWords = {
  together: "从本人点“开始考试”时起计时，各人到各自的时间结束",
  late: "在此之前何时开始，考试时间都是完整的",
};

/** Whoever has more time ends later than the others, and must not read that all end together. */
function wordsOf({ start, extra }: Terms): Record<"together" | "late", string> {
  const { together, late } = start === "own" ? ownWords : commonWords;
  if (extra === 0) return { together, late };
  const shared = start === "own" ? together : "全场同时开始，您到自己的时间结束";
  return { together: `${shared}；您有个人加时 **${extra / minute} 分钟**，已计入上面的时长`, late };
}

function entryRule({ entryCloses, duration, start }: Terms): string {
  if (start === "own") return `开放考试 **${(entryCloses ?? duration) / minute} 分钟**后不得再开始`;
  return entryCloses === null ? "考试结束前均可入场" : `开考 **${entryCloses / minute} 分钟**后不得入场`;
}

function handInRule({ handInOpens, start }: Terms): string {
  const from = start === "own" ? "本人开始考试" : "开考";
  return handInOpens === 0 ? `${from}后即可交卷` : `${from} **${handInOpens / minute} 分钟**后可以交卷`;
}
