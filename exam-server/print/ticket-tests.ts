import type { TicketTest } from "./documents.ts";
import { type Box, mm, type Sheet } from "./sheet.ts";
import type { Measures } from "./ticket-measures.ts";
import { dayOf, spanOf } from "./words.ts";

const headings = ["考核", "时间", "考场", "座位"];
const seatColumn = 3;
/** Rows of the tests grow smaller when there are many, so that the notes keep their place. */
const mostForTests = mm(30);

/** A row for each sitting; returns where the next part begins. */
export function drawTests(sheet: Sheet, tests: readonly TicketTest[], box: Box, m: Measures): number {
  sheet.fill({ ...box, height: m.row }, "#EEF0F3");
  const end = [headings.map((heading) => [heading]), ...tests.map(cellsOf)].reduce((y, cells, row) => {
    const height = row === 0 ? m.row : Math.min(m.row * 1.5, mostForTests / tests.length);
    drawRow(sheet, cells, { ...box, y, height }, m, row > 0);
    return y + height;
  }, box.y);
  sheet.frame({ ...box, height: end - box.y });
  return end;
}

/** Cells of one or two lines, each line with its share of the height. */
function drawRow(sheet: Sheet, cells: readonly string[][], box: Box, m: Measures, isTest: boolean): void {
  let { x } = box;
  cells.forEach((lines, column) => {
    const width = (m.table[column] ?? 0) * box.width;
    const height = (box.height - 4) / lines.length;
    const bold = isTest && column === seatColumn;
    const size = Math.min(m.text * (bold ? 1.2 : 0.92), height / 1.15);
    lines.forEach((line, place) => {
      const cell = { x: x + 3, y: box.y + 2 + place * height, width: width - 6, height };
      sheet.line(line, cell, { size, bold, align: "center" });
    });
    sheet.frame({ ...box, x, width }, 0.4);
    x += width;
  });
}

function cellsOf({ title, begins, minutes, room, place, seat }: TicketTest): string[][] {
  return [
    [title],
    [dayOf(begins), spanOf(begins, minutes)],
    place === "" ? [room] : [room, place],
    [seat === "" ? "待定" : `${seat} 号`],
  ];
}
