/** A cell as it was read: plain text, or text with something to be said of it. */
export type GridCell = string | NotedCell;

export interface NotedCell {
  text: string;
  /**
   * formula: the text is its last value · no-value: a formula that was never worked out · error: e.g. #N/A ·
   * mangled: a number too long for the spreadsheet, which has lost its last digits
   */
  kind: "formula" | "no-value" | "error" | "mangled";
}

/** A rectangle of merged cells, all ends included, counted from 0. */
export interface Merge {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** A picture that lies on a row of the sheet: the name of its file inside the workbook. */
export interface GridPicture {
  row: number;
  entry: string;
}

/** One sheet of a roster as rows of cells, from the sheet's first row on. */
export interface Grid {
  sheet: string;
  rows: GridCell[][];
  merges: Merge[];
  pictures: GridPicture[];
  /** The sheet goes on below what was read. */
  more: boolean;
}

/** A file as it was read. */
export interface RosterFile {
  /** In the order of the workbook; a .csv has one. */
  grids: Grid[];
  /** "UTF-8", "GBK" or "UTF-16" for a .csv; null for a workbook. */
  encoding: string | null;
}

export function textOf(cell: GridCell | undefined): string {
  return typeof cell === "object" ? cell.text : (cell ?? "");
}
