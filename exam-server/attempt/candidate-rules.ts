import { renderMarkdown } from "@kaochang/question-bank/markdown.ts";
import type { Terms } from "./events.ts";

const minute = 60_000;

/**
 * 考生须知 as safe HTML: the text with this sitting's own numbers put in, so that what a candidate
 * promises to follow is what the server will do. `remindAt` in milliseconds left.
 */
export function candidateRules(text: string, terms: Terms, remindAt: readonly number[]): string {
  const places: Record<string, string> = {
    minutes: String(terms.duration / minute),
    entry: entryRule(terms),
    handIn:
      terms.handInOpens === 0 ? "开考后即可交卷" : `开考 **${terms.handInOpens / minute} 分钟**后可以交卷`,
    remind: remindAt.map((left) => left / minute).join("、"),
  };
  const filled = text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => places[name] ?? whole);
  return renderMarkdown(filled, () => null);
}

function entryRule({ entryCloses }: Terms): string {
  return entryCloses === null ? "考试结束前均可入场" : `开考 **${entryCloses / minute} 分钟**后不得入场`;
}
