import type { Characters } from "./characters.ts";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Ink {
  size: number;
  bold?: boolean;
  align?: "left" | "center" | "right";
  color?: string;
}

export const ink = "#1F2329";

/** Sizes below this are not read on paper: what still does not fit is cut with an ellipsis. */
const smallest = 5.5;
/** The middle of Chinese characters above the baseline, in ems. */
const middle = 0.38;

/** Puts single texts into boxes of a PDF, in the size that fits. */
export function openTextLine(pdf: PDFKit.PDFDocument, characters: Pick<Characters, "warn">) {
  const pen = ({ size, bold = false, color = ink }: Ink): void => {
    pdf
      .font(bold ? "bold" : "regular")
      .fontSize(size)
      .fillColor(color);
  };

  /** The largest size, not above the wished one, at which the text fits the width in one line. */
  const fitting = (text: string, wish: Ink, width: number): Ink => {
    pen(wish);
    const wide = pdf.widthOfString(text);
    return wide <= width ? wish : { ...wish, size: Math.max(smallest, (wish.size * width) / wide) };
  };

  const cut = (text: string, style: Ink, width: number): string => {
    pen(style);
    if (pdf.widthOfString(text) <= width + 0.01) return text;
    const signs = [...text];
    while (signs.length > 1 && pdf.widthOfString(`${signs.join("")}…`) > width) signs.pop();
    return `${signs.join("")}…`;
  };

  const putFitted = (text: string, { x, y, width, height }: Box, style: Ink): void => {
    const shown = cut(text, style, width);
    if (shown !== text) characters.warn(`“${[...text].slice(0, 12).join("")}…”太长，没有印全`);
    pen(style);
    const spare = width - pdf.widthOfString(shown);
    const indent = { left: 0, center: spare / 2, right: spare }[style.align ?? "left"];
    const baseline = y + height / 2 + middle * style.size;
    pdf.text(shown, x + indent, baseline, { lineBreak: false, baseline: "alphabetic" });
  };

  const putTwoLines = (parts: readonly string[], box: Box, wish: Ink): void => {
    const height = Math.min(box.height / 2, wish.size * 1.25);
    const top = box.y + box.height / 2 - height;
    parts.forEach((part, row) => {
      putFitted(part, { ...box, y: top + row * height, height }, fitting(part, wish, box.width));
    });
  };

  return {
    /** Sets typeface, size and colour for what is measured or drawn next. */
    pen,
    /** In the middle of the box's height: in one line, in two, or smaller. */
    putLine(text: string, box: Box, wish: Ink): void {
      const style = fitting(text, wish, box.width);
      const size = Math.min(wish.size, box.height / 2.2);
      const parts = style.size > wish.size * 0.8 || size <= style.size ? [text] : twoLines(text);
      if (parts.length === 1) putFitted(text, box, style);
      else putTwoLines(parts, box, { ...wish, size });
    },
  };
}

/** A text in two parts of about the same length, after a space, a dot or a hyphen where there is one near the middle. */
function twoLines(text: string): string[] {
  const signs = [...text];
  if (signs.length < 4) return [text];
  const halfway = signs.length / 2;
  const away = (at: number): number => Math.abs(at - halfway);
  const gaps = signs.flatMap((sign, index) =>
    /[\s·\-（]/u.test(sign) ? [sign === "（" ? index : index + 1] : [],
  );
  const [gap] = gaps.sort((a, b) => away(a) - away(b));
  const at = gap !== undefined && away(gap) <= halfway / 2 ? gap : Math.ceil(halfway);
  return [signs.slice(0, at).join("").trim(), signs.slice(at).join("").trim()];
}
