import type { ScoreListHead, ScoreRow } from "./documents.ts";
import type { Layout } from "./layout.ts";
import { body, bottom, drawPageNumber, drawSignature, drawTitle, sittingOf } from "./page.ts";
import { mm, type Sheet } from "./sheet.ts";
import { type Column, openTable } from "./table.ts";
import { personOf } from "./words.ts";

const rowHeight = mm(7);
const rowsPerPage = 30;

/** 成绩册 of a sitting or of a whole exam, with how many have which result below the last row. */
export const scoreList: Layout<"score-list"> & Layout<"exam-score-list"> = {
  async draw(sheet, head, entries, printed, total) {
    const pages = Math.max(1, Math.ceil(total / rowsPerPage));
    const table = openTable(sheet, body.x, body.width, columnsOf(head.tests), 9.5);
    const results = new Map<string, number>();
    let y = 0;
    let count = 0;
    for await (const row of entries) {
      if (count % rowsPerPage === 0)
        y = table.heading(beginPage(sheet, head, count / rowsPerPage + 1, pages), mm(8));
      sheet.characters.about(personOf(row));
      count += 1;
      y = table.row(y, rowHeight, cellsOf(count, row)).next;
      results.set(row.result, (results.get(row.result) ?? 0) + 1);
      await printed();
    }
    sheet.characters.about("");
    if (count === 0) y = table.heading(beginPage(sheet, head, 1, 1), mm(8));
    drawCounts(sheet, results, count, y);
  },
};

function columnsOf(tests: readonly string[]): Column[] {
  const scores = 0.36;
  return [
    { title: "序号", share: 0.07, align: "center" },
    { title: "准考证号", share: 0.2, align: "center" },
    { title: "姓名", share: 0.17, align: "center" },
    { title: "证件号码", share: 0.2, align: "center" },
    ...tests.map((title): Column => ({ title, share: (scores - 0.13) / tests.length, align: "center" })),
    { title: "结果", share: 0.13, align: "center" },
  ];
}

function cellsOf(number: number, { admissionNumber, name, idNumber, scores, result }: ScoreRow): string[] {
  return [String(number), admissionNumber, name, idNumber, ...scores, result];
}

function beginPage(sheet: Sheet, head: ScoreListHead, page: number, pages: number): number {
  sheet.page();
  sheet.characters.about("");
  const y = drawTitle(sheet, head.sitting === "" ? "总 成 绩 册" : "成 绩 册", head.exam);
  const half = body.width / 2;
  sheet.line(sittingOf(head), { ...body, y, height: mm(6) }, { size: 10.5 });
  sheet.line(head.site, { x: body.x + half, y, width: half, height: mm(6) }, { size: 10.5, align: "right" });
  const foot = bottom - mm(9);
  const third = body.width / 3;
  ["制表人", "审核人", "单位（盖章）"].forEach((word, index) => {
    drawSignature(sheet, word, { x: body.x + index * third, y: foot, width: third - mm(6), height: mm(7) });
  });
  drawPageNumber(sheet, page, pages, `打印时间 ${head.printedAt.replace("T", " ")}`);
  return y + mm(7.5);
}

function drawCounts(sheet: Sheet, results: ReadonlyMap<string, number>, count: number, y: number): void {
  const parts = [...results].map(([result, people]) => `${result} ${people} 人`);
  const text = [`共 ${count} 人`, ...parts].join("，");
  sheet.line(text, { ...body, y: y + mm(1.5), height: mm(6) }, { size: 10 });
}
