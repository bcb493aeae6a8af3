/**
 * Full-width ASCII and the ideographic space as their half-width forms. Unlike NFKC it leaves `²`
 * and `①` alone: `10²` and `102` are two numbers.
 */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ");
}

/** Two stems with the same fold read the same: width, case and white space do not make a difference. */
export function fold(text: string): string {
  return halfWidth(text).toLowerCase().replace(/\s+/g, "");
}

/**
 * What a typed answer is compared by: NFKC, case unless the author asks for it, and white space, which
 * counts only between two words of Latin script (`search engine`), never beside a Chinese character.
 */
export function foldAnswer(text: string, caseSensitive: boolean): string {
  const spaced = text
    .normalize("NFKC")
    .trim()
    .replace(/(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/gu, "")
    .replace(/\s+/g, " ");
  return caseSensitive ? spaced : spaced.toLowerCase();
}
