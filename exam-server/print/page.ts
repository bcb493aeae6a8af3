import type { SittingHead } from "./documents.ts";
import { type Box, grey, mm, type Sheet } from "./sheet.ts";
import { dayOf, spanOf } from "./words.ts";

/** What is printed on of an upright A4 page. */
export const body: Box = { x: mm(12), y: mm(11), width: mm(186), height: mm(275) };
export const bottom = body.y + body.height;

/** Title of a sheet in the middle, what it belongs to above it; returns where the next part begins. */
export function drawTitle(sheet: Sheet, title: string, belongsTo: string): number {
  sheet.line(belongsTo, { ...body, height: mm(6) }, { size: 10, align: "center" });
  sheet.line(
    title,
    { ...body, y: body.y + mm(6), height: mm(11) },
    { size: 18, bold: true, align: "center" },
  );
  return body.y + mm(19);
}

/** Which sitting, when (`timeWord` says which time), and in which room, on two lines. */
export function drawSitting(
  sheet: Sheet,
  head: SittingHead,
  { room, place }: { room: string; place: string },
  y: number,
  timeWord = "时间",
): number {
  const when = `${dayOf(head.begins)} ${spanOf(head.begins, head.minutes)}`;
  const where = place === "" ? room : `${room}（${place}）`;
  const height = mm(6);
  const [left, right] = [mm(104), body.width - mm(104)];
  const put = (text: string, row: number, second: boolean): void =>
    sheet.line(
      text,
      {
        x: second ? body.x + left : body.x,
        y: y + row * height,
        width: second ? right : left - mm(3),
        height,
      },
      { size: 10.5 },
    );
  put(`场次：${sittingOf(head)}`, 0, false);
  put(`${timeWord}：${when}`, 0, true);
  if (head.site !== "") put(`考点：${head.site}`, 1, false);
  put(`考场：${where}`, 1, true);
  return y + 2 * height + mm(1.5);
}

/** Who watches the room; nothing when that is not known. */
export function drawProctors(sheet: Sheet, proctors: string, y: number): number {
  return proctors === "" ? y : drawWhole(sheet, proctors, y - mm(1.5));
}

/** A text over the whole width, as many lines as it takes. */
export function drawWhole(sheet: Sheet, text: string, y: number): number {
  const style = { size: 10.5 };
  sheet.paragraph(text, body.x, y, body.width, style);
  return y + sheet.heightOf(text, body.width, style) + mm(1.5);
}

/** e.g. 电子商务师（三级） 理论知识考试 第一场. */
export function sittingOf({
  qualification,
  sitting,
}: Pick<SittingHead, "qualification" | "sitting">): string {
  return [qualification, sitting].filter((word) => word !== "").join(" ");
}

/** At the foot of a page: which one of how many. */
export function drawPageNumber(sheet: Sheet, number: number, total: number, what: string): void {
  const text = `${what}　第 ${number} 页，共 ${total} 页`;
  sheet.line(text, { ...body, y: bottom, height: mm(5) }, { size: 8, align: "center", color: grey });
}

/** A place to sign: the word, and a line behind it as far as the box goes. */
export function drawSignature(sheet: Sheet, word: string, { x, y, width, height }: Box): void {
  const taken = mm(3.7) * [...word].length + mm(2);
  sheet.line(word, { x, y, width: taken, height }, { size: 10 });
  const base = y + height / 2 + 5;
  sheet.rule(x + taken, base, x + width, base, 0.5);
}
