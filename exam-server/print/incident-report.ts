import type { IncidentReportHead, ReportLine, RoomReport } from "./documents.ts";
import type { Layout } from "./layout.ts";
import {
  body,
  bottom,
  drawPageNumber,
  drawProctors,
  drawSignature,
  drawSitting,
  drawTitle,
  drawWhole,
} from "./page.ts";
import { grey, mm, type Sheet } from "./sheet.ts";
import { openTable } from "./table.ts";
import { inGroups } from "./words.ts";

const columns = [
  { title: "时间", share: 0.1, align: "center" },
  { title: "类别", share: 0.16, align: "center" },
  { title: "座位与考生", share: 0.22 },
  { title: "情况", share: 0.4 },
  { title: "记录人", share: 0.12, align: "center" },
] as const;

/**
 * 考场情况记录表 of each room: counts, what happened, what was granted, the sitting's record code, and
 * lines for the proctors to sign. Pages are numbered within the room, so that none can be left out.
 */
export const incidentReport: Layout<"incident-report"> = {
  buffered: true,
  async draw(sheet, head, entries, printed) {
    for await (const room of entries) {
      drawRoom(sheet, head, room);
      sheet.flush();
      await printed();
    }
  },
};

function drawRoom(sheet: Sheet, head: IncidentReportHead, room: RoomReport): void {
  sheet.page();
  sheet.characters.about(room.room);
  let y = drawTitle(sheet, "考场情况记录表", head.exam);
  y = drawSitting(sheet, head, room, y, head.planned ? "计划时间" : "时间");
  y = drawProctors(sheet, room.proctors, drawWhole(sheet, actualTime(head), y - mm(1.5)));
  y = drawCounts(sheet, room.counts, y) + mm(3);
  y = drawAbsent(sheet, room, y) + mm(3);
  y = drawLines(sheet, "一、异常与违纪", room.incidents, y) + mm(3);
  y = drawLines(sheet, "二、延时、补时、暂停、换机等", room.acts, y) + mm(3);
  drawEnd(sheet, head, below(sheet, y, endHeight));
  numberPages(sheet, room.room);
}

/** 实际时间：09:02 开考（李敏（p1）），10:31 结束; with the day where it is not the planned one. */
function actualTime({ begins, start, started, ended }: IncidentReportHead): string {
  const short = (label: string) =>
    label.slice(0, 10) === begins.slice(0, 10) ? label.slice(11) : label.replace("T", " ");
  const word = start === "own" ? "开放考试" : "开考";
  if (started === null) return `实际时间：还没有${word}`;
  const end = ended === null ? "还没有结束" : `${short(ended)} 结束`;
  return `实际时间：${short(started.at)} ${word}，${end}　${word}操作：${started.by}`;
}

/** Where a part of this height can begin: here, or on a new page. */
function below(sheet: Sheet, y: number, height: number): number {
  if (y + height <= bottom) return y;
  sheet.page();
  return body.y;
}

function drawCounts(sheet: Sheet, counts: RoomReport["counts"], y: number): number {
  const cells: [string, number][] = [
    ["应到人数", counts.expected],
    ["实到人数", counts.present],
    ["缺考人数", counts.absent],
    ["违纪（起）", counts.misconduct],
    ["异常（起）", counts.irregularity],
    ["作废（人）", counts.voided],
  ];
  const titles = cells.map(([title]) => ({ title, share: 1 / cells.length, align: "center" as const }));
  const table = openTable(sheet, body.x, body.width, titles, 11);
  const next = table.heading(y, mm(7));
  return table.row(
    next,
    mm(9),
    cells.map(([, count]) => String(count)),
  ).next;
}

const absentInLine = 3;

function drawAbsent(sheet: Sheet, { absent }: RoomReport, y: number): number {
  const height = mm(5.5);
  const people = absent.map(({ seat, name, admissionNumber }) => `${seat} 号 ${name} ${admissionNumber}`);
  const title = people.length === 0 ? "缺考名单：无" : "缺考名单：";
  sheet.line(title, { ...body, y, height }, { size: 10 });
  let next = people.length === 0 ? y : y + height;
  const width = body.width / absentInLine;
  people.forEach((person, index) => {
    const column = index % absentInLine;
    if (column === 0 && index > 0) next = below(sheet, next + height, height);
    sheet.line(person, { x: body.x + column * width, y: next, width: width - mm(3), height }, { size: 9.5 });
  });
  return next + height;
}

function drawLines(sheet: Sheet, title: string, lines: readonly ReportLine[], y: number): number {
  const table = openTable(sheet, body.x, body.width, columns, 9);
  const [first] = lines;
  let next = below(sheet, y, mm(14) + (first ? table.heightOf(cellsOf(first)) : mm(7)));
  sheet.line(title, { ...body, y: next, height: mm(7) }, { size: 11, bold: true });
  next = table.heading(next + mm(7.5), mm(6.5));
  if (lines.length === 0) return table.row(next, mm(7), ["", "", "", "无"]).next;
  for (const line of lines) {
    const cells = cellsOf(line);
    const note = line.struck && ["", "撤销上一条", "", line.struck.reason, line.struck.by];
    const height = table.heightOf(cells) + (note ? table.heightOf(note) : 0);
    if (next + height > bottom) {
      sheet.page();
      next = table.heading(body.y, mm(6.5));
    }
    next = table.paragraphs(next, cells, note !== undefined);
    if (note) next = table.paragraphs(next, note);
  }
  return next;
}

function cellsOf({ at, kind, whom, text, by }: ReportLine): string[] {
  return [at.slice(11), kind, whom, text, by];
}

const codeSide = mm(26);
const endHeight = mm(111);

/** What is written by hand, the code, and the signatures: together on one page, because they are signed together. */
function drawEnd(sheet: Sheet, head: IncidentReportHead, y: number): void {
  sheet.line("三、需要说明的其他情况（手写）", { ...body, y, height: mm(7) }, { size: 11, bold: true });
  for (let line = 1; line <= 3; line++) {
    const at = y + mm(7 + line * 8.5);
    sheet.rule(body.x, at, body.x + body.width, at, 0.4, grey);
  }
  drawEvidence(sheet, head, y + mm(36));
  const half = body.width / 2;
  const place = (row: number, column: number) => ({
    x: body.x + column * half,
    y: y + mm(90 + row * 11),
    width: half - mm(8),
    height: mm(9),
  });
  drawSignature(sheet, "监考人员签名（1）", place(0, 0));
  drawSignature(sheet, "监考人员签名（2）", place(0, 1));
  drawSignature(sheet, "考点负责人签名", place(1, 0));
  drawSignature(sheet, "日期", place(1, 1));
}

const evidenceWords = [
  "总校验值由本场次全部考生的作答记录算出，每份交卷回执上的校验码是其中一环；场次档案由此指纹的密钥签名。",
  "签名以后，若有记录被改动或删去，或档案不是本服务器所做，按档案算出的与此处不同。签名前请与监考屏幕上的核对。",
].join("");
const noRoot = "本场次尚未全部收卷，还没有总校验值：这是一份草稿。请在收卷结束后重新打印，再签名。";

/** What an archive of the sitting is compared with later: `kaochang archive verify --root … --key …`. */
function drawEvidence(sheet: Sheet, head: IncidentReportHead, y: number): void {
  const { root, fingerprint } = head;
  const frame = { ...body, y, height: codeSide + mm(24) };
  sheet.frame(frame, 0.8);
  const text = { x: body.x + mm(3), y: y + mm(2), width: body.width - mm(6) };
  drawPublished(sheet, head, text, y + mm(38));
  sheet.line("本场次总校验值", { ...text, height: mm(7) }, { size: 11, bold: true });
  if (root === null) {
    sheet.paragraph(noRoot, text.x, y + mm(11), text.width, { size: 11, bold: true });
    return;
  }
  const beside = text.width - codeSide - mm(2);
  [root.slice(0, 32), root.slice(32)].forEach((half, row) => {
    const line = { ...text, y: y + mm(9 + row * 6), width: beside, height: mm(6) };
    sheet.line(inGroups(half), line, { size: 13, bold: true });
  });
  const word = { ...text, y: y + mm(22.5), width: mm(28), height: mm(6) };
  sheet.line("档案签名密钥的指纹", word, { size: 8.5, bold: true });
  const print = { ...word, x: text.x + word.width, width: beside - word.width };
  sheet.line(fingerprint, print, { size: 11, bold: true });
  sheet.paragraph(evidenceWords, text.x, y + mm(30), beside, { size: 7.5, color: grey });
  sheet.qr(root, body.x + body.width - codeSide - mm(2), y + mm(7), codeSide);
}

/** What staff compare with the screens of before the start, and what a check of the draw begins with. */
function drawPublished(
  sheet: Sheet,
  { secretHash, rosterHash }: IncidentReportHead,
  text: { x: number; width: number },
  y: number,
): void {
  const word = { x: text.x, width: mm(50), height: mm(5) };
  const code = { x: text.x + word.width, width: text.width - word.width, height: mm(5) };
  const rows = [
    ["开考前公布：抽题密钥的 SHA-256", secretHash],
    ["开考前公布：考生名单的 SHA-256", rosterHash],
  ] as const;
  rows.forEach(([title, hash], row) => {
    sheet.line(title, { ...word, y: y + row * mm(5.2) }, { size: 8.5, bold: true });
    sheet.line(inGroups(hash), { ...code, y: y + row * mm(5.2) }, { size: 8.5 });
  });
}

function numberPages(sheet: Sheet, room: string): void {
  const { start, count } = sheet.pdf.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    sheet.pdf.switchToPage(start + page);
    drawPageNumber(sheet, page + 1, count, room);
  }
}
