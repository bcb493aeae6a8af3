import type { parse } from "csv-parse/sync";
import type { RosterFile } from "../grid.ts";

export interface DelimitedTools {
  parseCsv: typeof parse;
  mostRows: number;
}

/**
 * Reads a .csv as spreadsheets and registration sites write it: UTF-8 with or without a mark, GBK, or the
 * UTF-16 of "Unicode text"; separated by commas, tabs or semicolons.
 *
 * Part of the reader's thread: it names nothing outside itself.
 */
export function readDelimited(bytes: Buffer, { parseCsv, mostRows }: DelimitedTools): RosterFile {
  const decode = (): [string, string] => {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return ["UTF-16", new TextDecoder("utf-16le").decode(bytes)];
    try {
      return ["UTF-8", new TextDecoder("utf-8", { fatal: true }).decode(bytes)];
    } catch {
      return ["GBK", new TextDecoder("gb18030").decode(bytes)];
    }
  };
  const [encoding, text] = decode();
  if (text.includes("\u0000")) throw new Error("这不是表格文件：请上传 .xlsx 或 .csv");
  const firstLines = text.slice(0, 4000);
  const count = (mark: string) => firstLines.split(mark).length;
  const delimiter = [",", "\t", ";"].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
  const parsed = parseCsv(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    to: mostRows,
    max_record_size: 1_000_000,
  }) as string[][];
  // ="0012" and '0012 are how people keep a spreadsheet from making a number of it.
  const plain = (cell: string) =>
    cell
      .trim()
      .replace(/^="(.*)"$/, "$1")
      .replace(/^'(?=[\dA-Za-z])/, "");
  const rows = parsed.map((row) => row.map(plain));
  return { grids: [{ sheet: "", rows, merges: [], pictures: [], more: rows.length >= mostRows }], encoding };
}
