import { renderMarkdown } from "@kaochang/question-bank/markdown.ts";
import type { Terms } from "./events.ts";

const minute = 60_000;

/**
 * 考生须知 as safe HTML: the text with this sitting's own numbers put in, so that what a candidate
 * promises to follow is what the server will do. `remindAt` in milliseconds left.
 */
export function candidateRules(text: string, terms: Terms, remindAt: readonly number[]): string {
  const numbers: Record<string, string> = {
    minutes: String(terms.duration / minute),
    entryCloses:
      terms.entryCloses === null ? String(terms.duration / minute) : String(terms.entryCloses / minute),
    handInOpens: String(terms.handInOpens / minute),
    remind: remindAt.map((left) => left / minute).join("、"),
  };
  const filled = text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => numbers[name] ?? whole);
  return renderMarkdown(filled, () => "", false);
}
