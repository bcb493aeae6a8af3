import type { PdfFile } from "@kaochang/exam-server/testing/pdf-text.ts";

/** What stands on admission tickets after a label, ticket by ticket. */
function valuesOf({ pages }: PdfFile, label: string): string[] {
  const lines = pages.flatMap((page) => page.lines);
  return lines.flatMap((line, at) => (line === label ? [lines[at + 1] ?? ""] : []));
}

/** Name → admission number, as the tickets say. */
export function ticketNumbers(tickets: PdfFile): ReadonlyMap<string, string> {
  const numbers = valuesOf(tickets, "准考证号");
  return new Map(valuesOf(tickets, "姓　　名").map((name, index) => [name, numbers[index] ?? ""]));
}
