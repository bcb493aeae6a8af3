import type { Readiness } from "@kaochang/exam-server/protocol/plan.ts";

/** The same with its sentences in the language of the page. */
export function inLanguage(readiness: Readiness | null, language: "zh" | "en"): Readiness | null {
  if (readiness === null || language === "zh") return readiness;
  return { ...readiness, lines: readiness.lines.map((line) => ({ ...line, sentence: line.english })) };
}
