import { type RosterField, rosterFields, type UnderstoodColumn } from "../protocol/plan.ts";
import { type Grid, type GridCell, textOf } from "./grid.ts";

/** What a column may be headed, by field; compared without white space, brackets and stars. */
const usualNames: Record<RosterField, readonly string[]> = {
  name: ["姓名", "考生姓名", "学生姓名", "学员姓名", "名字"],
  admissionNumber: ["准考证号", "准考证号码", "准考证", "准考证编号", "考号", "考生号"],
  idType: ["证件类型", "证件种类", "证件类别"],
  idNumber: [
    "证件号",
    "证件号码",
    "身份证号",
    "身份证号码",
    "身份证",
    "居民身份证号",
    "居民身份证号码",
    "有效证件号码",
  ],
  room: ["考场", "考场号", "考场名称", "机房", "教室"],
  seat: ["座位号", "座位", "座号", "机位", "机位号"],
  sitting: ["场次", "考试场次", "批次"],
  extraMinutes: ["加时", "加时分钟", "延长时间", "延时", "额外时间"],
  photo: ["照片", "相片", "照片文件", "照片文件名", "电子照片", "头像"],
};

const fieldOf = new Map(
  (Object.keys(usualNames) as RosterField[]).flatMap((field) =>
    usualNames[field].map((name): [string, RosterField] => [name, field]),
  ),
);

/** Titles and remarks may stand above the header. */
const headerWithin = 30;

export interface Header {
  /** From 0. */
  row: number;
  columns: UnderstoodColumn[];
  /** Column of each field, from 0. */
  at: ReadonlyMap<RosterField, number>;
}

export type HeaderSearch = { ok: true; header: Header } | { ok: false; sentence: string };

/** Finds the row that heads the columns: the first with a name and an ID number. */
export function findHeader({ sheet, rows }: Pick<Grid, "sheet" | "rows">): HeaderSearch {
  const found = rows.slice(0, headerWithin).map((cells, row) => headerOf(cells, row));
  const header = found.find(({ at }) => at.has("name") && at.has("idNumber"));
  if (header) return { ok: true, header };
  const best = found.reduce<Header | null>((a, b) => (b.at.size > (a?.at.size ?? 0) ? b : a), null);
  const where = sheet === "" ? "" : `“${sheet}”里`;
  if (!best) return { ok: false, sentence: `${where}没有找到表头：第一行要写“姓名”“证件号”等列名` };
  const missing = (["name", "idNumber"] as const).filter((field) => !best.at.has(field));
  const words = missing.map((field) => `“${rosterFields[field]}”`).join("和");
  return { ok: false, sentence: `${where}第 ${best.row + 1} 行的表头缺少${words}这一列，请补上后重新上传` };
}

function headerOf(cells: readonly GridCell[], row: number): Header {
  const at = new Map<RosterField, number>();
  const columns: UnderstoodColumn[] = [];
  cells.forEach((cell, column) => {
    const header = textOf(cell);
    if (header === "") return;
    const field = fieldOf.get(plain(header)) ?? null;
    // Of two columns for one thing the first is taken; that the other is not used is there to see.
    const used = field !== null && !at.has(field) ? field : null;
    if (used !== null) at.set(used, column);
    columns.push({ header, column: columnName(column), field: used });
  });
  return { row, columns, at };
}

function plain(header: string): string {
  return header
    .normalize("NFKC")
    .replace(/\(([^)]*)\)/g, "$1")
    .replace(/[\s*:_-]/g, "")
    .replace(/必填|选填/g, "");
}

/** 0 → "A", 27 → "AB". */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}
