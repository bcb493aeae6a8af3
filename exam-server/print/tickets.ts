import type { Ticket, TicketsHead } from "./documents.ts";
import type { Layout } from "./layout.ts";
import { type Box, mm, type Sheet } from "./sheet.ts";
import { large, type Measures, small } from "./ticket-measures.ts";
import { type Notes, notesFitter } from "./ticket-notes.ts";
import { drawPerson } from "./ticket-person.ts";
import { drawTests } from "./ticket-tests.ts";

const page: Box = { x: 0, y: 0, width: mm(210), height: mm(297) };

/** 准考证: two or four to a page, with marks where to cut. */
export const tickets: Layout<"tickets"> = {
  async draw(sheet, head, entries, printed) {
    const measures = head.perPage === 4 ? small : large;
    const notes = notesFitter(sheet, head.notes, measures);
    let place = 0;
    for await (const ticket of entries) {
      if (place === 0) beginPage(sheet, measures);
      drawTicket(sheet, head, ticket, boxOf(place, measures), measures, notes);
      place = (place + 1) % head.perPage;
      await printed();
    }
  },
};

function beginPage(sheet: Sheet, { columns }: Measures): void {
  sheet.page();
  sheet.dashes(0, page.height / 2, page.width, page.height / 2);
  if (columns === 2) sheet.dashes(page.width / 2, 0, page.width / 2, page.height);
}

function boxOf(place: number, { columns, margin }: Measures): Box {
  const width = page.width / columns;
  const height = page.height / 2;
  const [row, column] = [Math.floor(place / columns), place % columns];
  return {
    x: column * width + margin,
    y: row * height + margin,
    width: width - 2 * margin,
    height: height - 2 * margin,
  };
}

function drawTicket(
  sheet: Sheet,
  head: TicketsHead,
  ticket: Ticket,
  box: Box,
  m: Measures,
  notes: Notes,
): void {
  sheet.characters.about("");
  let y = box.y;
  sheet.line(head.exam, { ...box, y, height: m.row }, { size: m.title, align: "center" });
  y += m.row;
  sheet.line("准 考 证", { ...box, y, height: m.row * 1.4 }, { size: m.name, bold: true, align: "center" });
  y += m.row * 1.6;
  y = drawPerson(sheet, head, ticket, { ...box, y }, m);
  y = drawTests(sheet, ticket.tests, { ...box, y }, m) + m.row * 0.4;
  const width = m.qrAbove ? box.width : box.width - m.qr;
  sheet.characters.about("");
  notes({ ...box, y, width, height: box.y + box.height - y });
  if (!m.qrAbove) drawCode(sheet, ticket.admissionNumber, box, m);
}

function drawCode(sheet: Sheet, admissionNumber: string, box: Box, m: Measures): void {
  const label = mm(4);
  const [x, y] = [box.x + box.width - m.qr, box.y + box.height - m.qr - label];
  sheet.qr(admissionNumber, x, y, m.qr);
  sheet.line(
    admissionNumber,
    { x, y: y + m.qr - mm(1), width: m.qr, height: label },
    { size: 7, align: "center" },
  );
}
