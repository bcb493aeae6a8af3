import type { Ticket, TicketsHead } from "./documents.ts";
import { type Box, grey, mm, type Sheet } from "./sheet.ts";
import type { Measures } from "./ticket-measures.ts";
import { personOf } from "./words.ts";

/** 一寸照片, 25 × 35 mm. */
const photoShape = 35 / 25;

/** Fields on the left, photo on the right; returns where the next part begins. */
export function drawPerson(sheet: Sheet, head: TicketsHead, ticket: Ticket, box: Box, m: Measures): number {
  sheet.characters.about(personOf(ticket));
  const height = m.photo * photoShape;
  sheet.photo(ticket.photo, { x: box.x + box.width - m.photo, y: box.y, width: m.photo, height });
  if (m.qrAbove) sheet.qr(ticket.admissionNumber, box.x + box.width - m.photo - m.qr - mm(2), box.y, m.qr);
  const own: Field[] = [
    ["姓　　名", ticket.name],
    ["准考证号", ticket.admissionNumber],
    ["证件类型", ticket.idType],
    ["证件号码", ticket.idNumber],
  ];
  const common: Field[] = [
    ["职业等级", head.qualification],
    ["考　　点", head.site],
    ["地　　址", head.address],
  ];
  const end = drawFields(sheet, own, box, box.y + height, m);
  sheet.characters.about("");
  return (
    Math.max(drawFields(sheet, common, { ...box, y: end }, box.y + height, m), box.y + height) + m.row * 0.4
  );
}

type Field = [label: string, value: string];

/** Those that are not empty, one below the other; above `photoEnd` they leave the photo its place. */
function drawFields(sheet: Sheet, fields: readonly Field[], box: Box, photoEnd: number, m: Measures): number {
  return fields
    .filter(([, value]) => value !== "")
    .reduce((y, [label, value]) => {
      const taken = y < photoEnd ? m.photo + (m.qrAbove ? m.qr : 0) + mm(4) : 0;
      const bold = label === "姓　　名" || label === "准考证号";
      const width = box.width - taken - m.label;
      sheet.line(label, { x: box.x, y, width: m.label, height: m.row }, { size: m.text, color: grey });
      const style = { size: bold ? m.text * 1.2 : m.text, bold };
      sheet.line(value, { x: box.x + m.label, y, width, height: m.row }, style);
      return y + m.row;
    }, box.y);
}
