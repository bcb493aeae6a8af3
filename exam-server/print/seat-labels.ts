import type { SeatLabel } from "./documents.ts";
import type { Layout } from "./layout.ts";
import { sittingOf } from "./page.ts";
import { type Box, grey, mm, type Sheet } from "./sheet.ts";
import { personOf } from "./words.ts";

const columns = 3;
const rows = 8;
/** 70 × 37.1 mm: A4 label sheets of 24, or plain paper to be cut. */
const width = mm(210) / columns;
const height = mm(297) / rows;
const margin = mm(5);
const qr = mm(22);

/** Labels to stick on the desks, in the order of the entries. */
export const seatLabels: Layout<"seat-labels"> = {
  async draw(sheet, head, entries, printed) {
    let place = 0;
    for await (const label of entries) {
      if (place === 0) beginPage(sheet);
      const corner = { x: (place % columns) * width, y: Math.floor(place / columns) * height };
      drawLabel(sheet, sittingOf(head), label, corner);
      place = (place + 1) % (columns * rows);
      await printed();
    }
  },
};

function beginPage(sheet: Sheet): void {
  sheet.page();
  for (let column = 1; column < columns; column++) sheet.dashes(column * width, 0, column * width, mm(297));
  for (let row = 1; row < rows; row++) sheet.dashes(0, row * height, mm(210), row * height);
}

function drawLabel(sheet: Sheet, sitting: string, label: SeatLabel, { x, y }: Pick<Box, "x" | "y">): void {
  sheet.characters.about(personOf(label));
  const text = { x: x + margin, y: y + mm(3.5), width: width - 2 * margin - qr - mm(1) };
  const put = (words: string, from: number, tall: number, size: number, bold = false): void =>
    sheet.line(words, { ...text, y: text.y + mm(from), height: mm(tall) }, { size, bold });
  put(label.room, 0, 5, 10);
  put(`${label.seat} 号`, 4.5, 11, 24, true);
  put(label.name, 15.5, 7, 14, true);
  put(label.admissionNumber, 22, 4.5, 9);
  const foot = { ...text, y: text.y + mm(26.3), width: width - 2 * margin, height: mm(4) };
  sheet.line(sitting, foot, { size: 6.5, color: grey });
  sheet.qr(label.admissionNumber, x + width - margin - qr + mm(2), y + mm(4.5), qr);
}
