/** The names in a pasted text: one a line, or parted by commas, semicolons or blanks; each once. */
export function namesIn(text: string): string[] {
  return [...new Set(text.split(/[\s,，;；、]+/).filter((name) => name !== ""))];
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
