/**
 * One way to write an admission or ID number, however it was typed: full-width digits, a small x as
 * the last character of an ID number and white space make no difference.
 */
export function foldNumber(text: string): string {
  return text.normalize("NFKC").replace(/\s+/g, "").toUpperCase();
}
