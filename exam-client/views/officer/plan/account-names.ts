import { accountName } from "@kaochang/exam-server/protocol/plan.ts";

interface NamedLine {
  /** From 1, empty lines counted too, as somebody counts them on the page. */
  line: number;
  name: string;
}

function linesIn(text: string): NamedLine[] {
  const lines = text.split(/\r\n|\r|\n/).map((name, at) => ({ line: at + 1, name: name.trim() }));
  return lines.filter(({ name }) => name !== "");
}

/** The names in a pasted text: one a line, each once. */
export function namesIn(text: string): string[] {
  return [...new Set(linesIn(text).map(({ name }) => name))];
}

/** The lines on which no account's name stands. */
export function wrongLines(text: string): NamedLine[] {
  return linesIn(text).filter(({ name }) => !accountName.test(name));
}

const stem = "jiankao";

/** So many names that nobody has yet: "jiankao01", "jiankao02", … */
export function numberedNames(count: number, taken: readonly string[]): string[] {
  const known = new Set(taken);
  const names: string[] = [];
  for (let number = 1; names.length < count; number += 1) {
    const name = `${stem}${String(number).padStart(2, "0")}`;
    if (!known.has(name)) names.push(name);
  }
  return names;
}
