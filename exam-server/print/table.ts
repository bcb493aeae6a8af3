import { type Box, mm, type Sheet } from "./sheet.ts";

export interface Column {
  title: string;
  /** Share of the table's width. */
  share: number;
  align?: "left" | "center";
}

interface Cell extends Box {
  text: string;
  align: "left" | "center";
}

const padding = mm(1.2);
const line = 0.4;

/** Draws rows of a table one below the other; each call returns where the next row begins. */
export function openTable(sheet: Sheet, x: number, width: number, columns: readonly Column[], size: number) {
  const cellsOf = (y: number, height: number, texts: readonly string[]): Cell[] => {
    let left = x;
    return columns.map(({ share, align = "left" }, index) => {
      const cell = { x: left, y, width: share * width, height, text: texts[index] ?? "", align };
      left += cell.width;
      return cell;
    });
  };
  const inner = (cell: Cell): Box => ({ ...cell, x: cell.x + padding, width: cell.width - 2 * padding });

  return {
    heading(y: number, height: number): number {
      sheet.fill({ x, y, width, height }, "#EEF0F3");
      const titles = columns.map(({ title }) => title);
      for (const cell of cellsOf(y, height, titles)) {
        sheet.line(cell.text, inner(cell), { size, bold: true, align: "center" });
        sheet.frame(cell, line);
      }
      return y + height;
    },

    /** A row of one line; `boxes` of its cells are for what is no text. */
    row(y: number, height: number, texts: readonly string[]): { next: number; boxes: Box[] } {
      const cells = cellsOf(y, height, texts);
      for (const cell of cells) {
        sheet.line(cell.text, inner(cell), { size, align: cell.align });
        sheet.frame(cell, line);
      }
      return { next: y + height, boxes: cells };
    },

    /** Height of a row whose texts may take several lines. */
    heightOf(texts: readonly string[]): number {
      const heights = cellsOf(0, 0, texts).map((cell) =>
        sheet.heightOf(cell.text, inner(cell).width, { size }),
      );
      return Math.max(...heights) + 2 * padding;
    },

    paragraphs(y: number, texts: readonly string[], strike = false): number {
      const height = this.heightOf(texts);
      for (const cell of cellsOf(y, height, texts)) {
        const { align } = cell;
        sheet.paragraph(cell.text, inner(cell).x, y + padding, inner(cell).width, { size, align, strike });
        sheet.frame(cell, line);
      }
      return y + height;
    },
  };
}
