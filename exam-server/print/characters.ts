/** Most warnings that a document collects; whoever has more reads that there are more. */
const most = 200;

const space = /[\t\r\u00a0]/g;
/** Signs that have no picture of their own: controls, joiners, variation selectors. A line break stays. */
const invisible = /(?!\n)(?:\p{Cc}|\p{Cf}|\p{Variation_Selector})/gu;

export type Characters = ReturnType<typeof openCharacters>;

/**
 * Makes texts drawable by a font and notes whose characters it does not have: those become an empty
 * square, into which they are written by hand.
 */
export function openCharacters(known: ReadonlySet<number>) {
  const warnings = new Map<string, Set<string>>();
  let whom = "";

  const has = (sign: string): boolean => known.has(sign.codePointAt(0) ?? 0);

  /** The sign itself, or a common form that stands for it (the radical ⽂ for the character 文), or null. */
  const shown = (sign: string): string | null => {
    if (has(sign)) return sign;
    const common = sign.normalize("NFKC");
    return [...common].every(has) ? common : null;
  };

  const note = (what: string): void => {
    if (!warnings.has(whom) && warnings.size >= most) return;
    warnings.set(whom, (warnings.get(whom) ?? new Set()).add(what));
  };

  return {
    /** Whom the texts that follow are about, as the officer finds them, e.g. 王小明（2605290001）; empty: nobody in particular. */
    about(person: string): void {
      whom = person;
    },

    drawable(text: string): string {
      const plain = text.replaceAll(space, " ").replaceAll(invisible, "");
      let drawn = "";
      for (const sign of plain) {
        const found = sign === "\n" ? sign : shown(sign);
        if (found === null) note(`字库中没有“${sign}”（${codeOf(sign)}），印成空框，请手写补上`);
        drawn += found ?? sign;
      }
      return drawn;
    },

    warn: note,

    /** Whole sentences, each once. */
    warnings(): string[] {
      return [...warnings].map(
        ([person, notes]) => `${person === "" ? "" : `${person}：`}${[...notes].join("；")}。`,
      );
    },
  };
}

/** e.g. U+20BB7 */
function codeOf(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
