import { type BadCell, type RosterField, rosterFields, type UnderstoodColumn } from "../protocol/plan.ts";
import { columnName, findHeader, type Header } from "./columns.ts";
import { type Grid, type GridCell, type Merge, type RosterFile, textOf } from "./grid.ts";

/** A row of the roster as it stands in the file, with what cannot be read of it. */
export interface RosterRow {
  /** As the spreadsheet numbers it, from 1. */
  row: number;
  cells: Readonly<Partial<Record<RosterField, string>>>;
  bad: BadCell[];
  /** The picture that lies on the row: its name inside the workbook. */
  picture: string | null;
}

export interface RosterTable {
  columns: UnderstoodColumn[];
  /** Name of the column of a field, e.g. "C"; for a field that has none, where it would stand. */
  columnOf: (field: RosterField) => string;
  has: (field: RosterField) => boolean;
  rows: RosterRow[];
  notes: string[];
}

export type Understood = { ok: true; table: RosterTable } | { ok: false; sentence: string };

/** Finds the roster in a file and reads its rows. Pure. `mostRows`: more refuse the whole. */
export function understand({ grids, encoding }: RosterFile, mostRows: number): Understood {
  const searches = grids.map((grid) => ({ grid, search: findHeader(grid) }));
  const meant = searches.find(({ search }) => search.ok);
  if (!meant?.search.ok) {
    const failed = searches.map(({ search }) => search).find((search) => !search.ok);
    return failed && !failed.ok ? failed : { ok: false, sentence: "文件里没有可以看见的表" };
  }
  const { grid, search } = meant;
  const rows = readRows(grid, search.header);
  if (rows.length === 0) return { ok: false, sentence: "表头下面没有一行考生" };
  if (rows.length > mostRows || (grid.more && endsFull(grid))) {
    return { ok: false, sentence: `名单超过 ${mostRows} 行，请分成几个文件，按认定计划分别导入` };
  }
  const notes = [
    encoding === null ? null : `文件按 ${encoding} 编码读取`,
    ...grids
      .filter((one) => one !== grid && one.rows.length > 0)
      .map((one) => `没有读取另一张表“${one.sheet}”`),
    formulaNote(grid, search.header),
    mergeNote(grid, search.header),
  ].filter((note) => note !== null);
  const { columns, at } = search.header;
  const last = Math.max(...at.values()) + 1;
  return {
    ok: true,
    table: {
      columns,
      columnOf: (field) => columnName(at.get(field) ?? last),
      has: (field) => at.has(field),
      rows,
      notes,
    },
  };
}

/** Whether text goes on to the end of what was read: then there is more of it below. */
function endsFull({ rows }: Grid): boolean {
  return rows.slice(-50).some((cells) => cells.some((cell) => textOf(cell) !== ""));
}

/** Of these a merged cell counts for all its rows; of the others nobody knows what is meant. */
const shared: ReadonlySet<RosterField> = new Set(["room", "sitting", "idType", "extraMinutes"]);

function readRows(grid: Grid, header: Header): RosterRow[] {
  const pictures = new Map(grid.pictures.map(({ row, entry }) => [row, entry]));
  const merges = mergesBelow(grid, header);
  const rows: RosterRow[] = [];
  for (let row = header.row + 1; row < grid.rows.length; row += 1) {
    const read = readRow(grid, header, merges, row);
    if (read) rows.push({ ...read, picture: pictures.get(row) ?? null });
  }
  return rows;
}

function readRow(
  grid: Grid,
  header: Header,
  merges: readonly Merge[],
  row: number,
): Omit<RosterRow, "picture"> | null {
  const cells: Partial<Record<RosterField, string>> = {};
  const bad: BadCell[] = [];
  let any = false;
  for (const [field, column] of header.at) {
    const merge = merges.find(
      (one) => one.top <= row && row <= one.bottom && one.left <= column && column <= one.right,
    );
    const cell = grid.rows[merge && shared.has(field) ? merge.top : row]?.[column];
    const text = textOf(cell);
    any ||= text !== "" && !(merge && merge.top < row);
    cells[field] = text;
    const sentence = cellFault(field, cell, merge);
    if (sentence !== null) bad.push({ row: row + 1, cell: `${columnName(column)}${row + 1}`, sentence });
  }
  return any || bad.length > 0 ? { row: row + 1, cells, bad } : null;
}

function cellFault(field: RosterField, cell: GridCell | undefined, merge: Merge | undefined): string | null {
  const word = rosterFields[field];
  if (merge && merge.bottom > merge.top && !shared.has(field)) {
    return `第 ${merge.top + 1} 至 ${merge.bottom + 1} 行的${word}合并成了一格，看不出是谁的：请取消合并后分别填写`;
  }
  if (typeof cell === "object") return kindFault(word, cell.kind, cell.text);
  if ((field === "idNumber" || field === "admissionNumber") && isMangled(textOf(cell)))
    return mangledSentence(word);
  return null;
}

function kindFault(word: string, kind: Exclude<GridCell, string>["kind"], text: string): string | null {
  if (kind === "mangled") return mangledSentence(word);
  if (kind === "no-value") return `${word}是一个没有算出结果的公式：请在 Excel 中打开并保存一次，或改成文字`;
  return kind === "error" ? `${word}是公式错误（${text}）` : null;
}

/** What a spreadsheet makes of a long number that it takes for one: 1.10105E+17. */
function isMangled(text: string): boolean {
  return /^\d(\.\d+)?[eE]\+\d+$/.test(text);
}

function mangledSentence(word: string): string {
  return `${word}被 Excel 当成了数字，后几位已经丢失：请把这一列设为“文本”格式，重新填写后再上传`;
}

function mergesBelow({ merges }: Grid, { row }: Header): Merge[] {
  return merges.filter(({ bottom }) => bottom > row);
}

function mergeNote(grid: Grid, header: Header): string | null {
  const filled = mergesBelow(grid, header).filter(
    ({ top, bottom, left, right }) =>
      bottom > top &&
      [...header.at].some(([field, column]) => shared.has(field) && left <= column && column <= right),
  );
  return filled.length === 0 ? null : `有 ${filled.length} 处合并的单元格，其中每一行都按合并格的内容读取`;
}

function formulaNote(grid: Grid, header: Header): string | null {
  const used = [...header.at.values()];
  const formulas = grid.rows
    .slice(header.row + 1)
    .reduce((sum, cells) => sum + used.filter((column) => isFormula(cells[column])).length, 0);
  return formulas === 0 ? null : `有 ${formulas} 个单元格是公式，按文件里保存的结果读取，请核对`;
}

function isFormula(cell: GridCell | undefined): boolean {
  return typeof cell === "object" && cell.kind === "formula";
}
