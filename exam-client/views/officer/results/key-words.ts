import type { Words } from "../../staff/i18n/words.ts";

/** "±0.5" or "±5%"; empty where none is given. */
function toleranceWords(tolerance: unknown): string {
  if (typeof tolerance !== "object" || tolerance === null) return "";
  const { absolute, percent } = tolerance as { absolute?: number; percent?: number };
  if (percent) return ` ±${percent}%`;
  return absolute ? ` ±${absolute}` : "";
}

function blankWords(blanks: readonly { accept?: string[] }[], t: Words): string {
  return blanks
    .map(({ accept = [] }, place) => t("correct.blankIs", { number: place + 1, answers: accept.join(" / ") }))
    .join(t("needs.comma"));
}

/** The fields of a new key in words, e.g. "答案改为 ABD", "答案改为 12 ±0.5". */
export function keyWords({ key, tolerance, blanks }: Record<string, unknown>, t: Words): string {
  if (Array.isArray(blanks)) return blankWords(blanks, t);
  if (typeof key === "boolean")
    return t("correct.newKeyIs", { key: t(key ? "correct.true" : "correct.false") });
  const said = Array.isArray(key) ? key.map(String).join("") : String(key);
  return t("correct.newKeyIs", { key: `${said}${toleranceWords(tolerance)}` });
}
