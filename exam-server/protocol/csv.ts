export type Cell = string | number | null;

/** Excel reads a file without it in the machine's own code page, and Chinese becomes rubbish. */
const byteOrderMark = "\uFEFF";
/** A cell that begins so may be run as a formula by a spreadsheet. */
const formula = /^[\s\uFEFF]*[=+\-@＝＋－＠\t\r]/;

function guarded(text: string): string {
  return formula.test(text) ? `'${text}` : text;
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  const text = typeof cell === "number" ? String(cell) : guarded(cell);
  return /[",\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Rows as CSV (RFC 4180) that spreadsheets open as UTF-8 and never run. Numbers of people stand as they are: a
 * certificate office's program must find the same digits. What would keep Excel from rounding 18 digits (a tab,
 * ="…") becomes part of the number for every other reader, so people who want Excel get a workbook.
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return byteOrderMark + rows.map((row) => `${row.map(cellText).join(",")}\r\n`).join("");
}
