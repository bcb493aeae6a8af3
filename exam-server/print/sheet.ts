import PDFDocument from "pdfkit";
import { openCharacters } from "./characters.ts";
import type { Typeface } from "./font/typeface.ts";
import { qrRows } from "./qr.ts";
import { type Box, type Ink, ink, openTextLine } from "./text-line.ts";

export type { Box };

/** Millimetres in PDF points. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4;

export const grey = "#5C6470";
const hairline = "#8A919C";

/**
 * Pages on which text in the embedded typeface, photos, codes and lines are put at places given in
 * points from the upper left corner. Characters and photos that cannot be drawn are noted, not lost.
 */
export type Sheet = ReturnType<typeof openSheet>;

/** `write` takes the PDF's bytes in order; `buffered` keeps pages open until `flush`, for page totals. */
export function openSheet(
  typeface: Typeface,
  write: (bytes: Uint8Array) => void,
  title: string,
  buffered = false,
) {
  const pdf = new PDFDocument({
    size: "A4",
    margin: 0,
    autoFirstPage: false,
    bufferPages: buffered,
    info: { Title: title, Creator: "Kaochang" },
    lang: "zh-CN",
  });
  pdf.registerFont("regular", typeface.regular.file);
  pdf.registerFont("bold", typeface.bold.file);
  pdf.on("data", write);
  const characters = openCharacters(typeface.regular.characters);
  let pages = 0;

  const { pen, putLine } = openTextLine(pdf, characters);

  return {
    pdf,
    characters,
    get pages() {
      return pages;
    },

    page(): void {
      pdf.addPage();
      pages += 1;
    },

    /** One line in the middle of a box's height; on two lines or smaller when it is too long for the width. */
    line(words: string, box: Box, wish: Ink): void {
      const text = characters.drawable(words).replaceAll("\n", " ");
      if (text !== "") putLine(text, box, wish);
    },

    /** Text over several lines; returns the height that it took. */
    paragraph(words: string, x: number, y: number, width: number, style: Ink & { strike?: boolean }): number {
      const text = characters.drawable(words);
      if (text === "") return 0;
      pen(style);
      const { align = "left", strike = false } = style;
      // Without a height the library would go on to a page of its own making.
      pdf.text(text, x, y, { width, height: Number.POSITIVE_INFINITY, align, strike });
      return pdf.y - y;
    },

    /** Draws what lies in the box and nothing beyond it. */
    within({ x, y, width, height }: Box, draw: () => void): void {
      pdf.save().rect(x, y, width, height).clip();
      draw();
      pdf.restore();
    },

    /** Height that a paragraph would take. */
    heightOf(words: string, width: number, style: Ink): number {
      const text = characters.drawable(words);
      if (text === "") return 0;
      pen(style);
      return pdf.heightOfString(text, { width });
    },

    frame({ x, y, width, height }: Box, line = 0.6, color = ink): void {
      pdf.lineWidth(line).strokeColor(color).rect(x, y, width, height).stroke();
    },

    fill({ x, y, width, height }: Box, color: string): void {
      pdf.fillColor(color).rect(x, y, width, height).fill();
    },

    rule(x1: number, y1: number, x2: number, y2: number, line = 0.6, color = ink): void {
      pdf.lineWidth(line).strokeColor(color).moveTo(x1, y1).lineTo(x2, y2).stroke();
    },

    /** Where to cut. */
    dashes(x1: number, y1: number, x2: number, y2: number): void {
      pdf
        .lineWidth(0.4)
        .strokeColor(hairline)
        .dash(3, { space: 3 })
        .moveTo(x1, y1)
        .lineTo(x2, y2)
        .stroke()
        .undash();
    },

    /** A framed photo that fills the box, or a frame in which one can be stuck. */
    photo(bytes: Uint8Array | null, box: Box): void {
      const { x, y, width, height } = box;
      if (bytes === null || !drawPhoto(bytes, box)) {
        this.line("照片", box, { size: 8, align: "center", color: grey });
        if (bytes !== null) characters.warn("照片文件无法读取，已留空框");
      }
      pdf.lineWidth(0.4).strokeColor(hairline).rect(x, y, width, height).stroke();
    },

    /** A QR code with its quiet zone of four modules inside the square. */
    qr(text: string, x: number, y: number, side: number): void {
      const rows = qrRows(text);
      const module = side / (rows.size + 8);
      for (const { row, from, length } of rows.runs) {
        pdf.rect(x + (from + 4) * module, y + (row + 4) * module, length * module, module);
      }
      pdf.fillColor("#000000").fill();
    },

    /** Writes out the pages that are kept. */
    flush: () => pdf.flushPages(),

    /** Ends the document; all bytes have been written when it resolves. */
    end: (): Promise<void> =>
      new Promise((resolve, reject) => {
        pdf.once("end", resolve);
        pdf.once("error", reject);
        pdf.end();
      }),
  };

  function drawPhoto(bytes: Uint8Array, { x, y, width, height }: Box): boolean {
    try {
      pdf.image(Buffer.from(bytes), x, y, { cover: [width, height], align: "center", valign: "center" });
      return true;
    } catch {
      return false;
    }
  }
}
