import type { RoomList, SittingHead } from "./documents.ts";
import type { Layout } from "./layout.ts";
import { body, bottom, drawPageNumber, drawProctors, drawSignature, drawSitting, drawTitle } from "./page.ts";
import { mm, type Sheet } from "./sheet.ts";
import { openTable } from "./table.ts";
import { personOf } from "./words.ts";

const columns = [
  { title: "序号", share: 0.055, align: "center" },
  { title: "座位", share: 0.06, align: "center" },
  { title: "照片", share: 0.075 },
  { title: "姓名", share: 0.14, align: "center" },
  { title: "准考证号", share: 0.18, align: "center" },
  { title: "证件号码", share: 0.2, align: "center" },
  { title: "考生签名", share: 0.18 },
  { title: "备注", share: 0.11 },
] as const;

const photoColumn = 2;
const rowHeight = mm(17);
const photo = { width: mm(11.4), height: mm(16) };
const rowsPerPage = 11;

/** 签到表: each room begins a page; every page is signed by the proctors. */
export const signInSheet: Layout<"sign-in-sheet"> = {
  async draw(sheet, head, entries, printed) {
    for await (const room of entries) {
      const pages = Math.max(1, Math.ceil(room.people.length / rowsPerPage));
      for (let page = 0; page < pages; page++) drawPage(sheet, head, room, page, pages);
      await printed();
    }
  },
};

function drawPage(sheet: Sheet, head: SittingHead, room: RoomList, page: number, pages: number): void {
  sheet.page();
  sheet.characters.about("");
  let y = drawTitle(sheet, "考场签到表", head.exam);
  y = drawProctors(sheet, room.proctors, drawSitting(sheet, head, room, y));
  const table = openTable(sheet, body.x, body.width, columns, 10);
  y = table.heading(y, mm(7));
  const first = page * rowsPerPage;
  for (const [index, person] of room.people.slice(first, first + rowsPerPage).entries()) {
    sheet.characters.about(personOf(person));
    const { seat, name, admissionNumber, idNumber } = person;
    const cells = [String(first + index + 1), seat, "", name, admissionNumber, idNumber, "", ""];
    const { next, boxes } = table.row(y, rowHeight, cells);
    const cell = boxes[photoColumn];
    if (cell) {
      const x = cell.x + (cell.width - photo.width) / 2;
      sheet.photo(person.photo, { x, y: y + (rowHeight - photo.height) / 2, ...photo });
    }
    y = next;
  }
  drawFoot(sheet, room.people.length);
  drawPageNumber(sheet, page + 1, pages, room.room);
}

function drawFoot(sheet: Sheet, expected: number): void {
  const y = bottom - mm(20);
  const height = mm(8);
  sheet.line(
    `本考场应到 ${expected} 人，实到 ______ 人，缺考 ______ 人`,
    { ...body, y, height },
    { size: 10.5 },
  );
  const width = body.width / 2 - mm(6);
  const line = { y: y + mm(10), width, height };
  drawSignature(sheet, "监考人员签名（1）", { x: body.x, ...line });
  drawSignature(sheet, "监考人员签名（2）", { x: body.x + body.width / 2 + mm(6), ...line });
}
