import { parseDecimal } from "@kaochang/question-bank/decimal.ts";

/**
 * The number that a typed text holds, as it is sent and kept: the text itself, without the unit that
 * stands beside the field where somebody has typed it too ("3.5%" for 3.5). Null where it is no number.
 */
export function numberIn(text: string, unit: string | undefined): string | null {
  if (parseDecimal(text) !== null) return text;
  const folded = text.normalize("NFKC").trimEnd();
  const known = unit?.normalize("NFKC");
  if (!known || !folded.endsWith(known)) return null;
  const bare = folded.slice(0, -known.length).trimEnd();
  return parseDecimal(bare) === null ? null : bare;
}

/**
 * The answer that follows from what now stands in the field: an emptied field has none; what is no number changes
 * nothing, because a slip of the hand must not cost the answer that was saved.
 */
export function answerAfter(text: string, unit: string | undefined, saved: string | null): string | null {
  return text.trim() === "" ? null : (numberIn(text, unit) ?? saved);
}

/** Whether more typing may still make a number of it: "-", "1,2" on the way to "1,200". */
export function mayBecomeNumber(text: string): boolean {
  const folded = text.normalize("NFKC").trim().replace(/[−–]/g, "-").replace("。", ".");
  return /^[+-]?[\d,]*\.?\d*$/.test(folded);
}
