/** The place of an answer: nothing but spaces between brackets, of either width. */
const blank = /[（(][ \u3000\u00a0]+[）)]/g;

/** HTML whose blanks stay on one line: their spaces become such that no line breaks at them. */
export function unbrokenBlanks(html: string): string {
  return html.replace(blank, (found) => found.replaceAll("\u3000", "\u00a0\u00a0").replaceAll(" ", "\u00a0"));
}
