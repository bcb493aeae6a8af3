import Excel from "exceljs";
import { zipSync } from "fflate";
import iconv from "iconv-lite";
import sharp from "sharp";
import type { UploadFile } from "./plan-server.ts";

export type Cells = (string | number | null | Excel.CellFormulaValue)[];

/** An .xlsx with one sheet of these rows; `change` may do more to it. */
export async function workbook(
  rows: readonly Cells[],
  change: (sheet: Excel.Worksheet, book: Excel.Workbook) => void = () => {},
): Promise<UploadFile> {
  const book = new Excel.Workbook();
  const sheet = book.addWorksheet("名单");
  sheet.addRows(rows.map((row) => [...row]));
  change(sheet, book);
  return { name: "考生名单.xlsx", bytes: new Uint8Array(await book.xlsx.writeBuffer()) };
}

/** A .csv in one of the encodings in which spreadsheets write it. */
export function csv(
  rows: readonly Cells[],
  encoding: "utf8" | "utf8-bom" | "gbk" | "utf16le" = "utf8",
): UploadFile {
  const text = rows.map((row) => row.map((cell) => cell ?? "").join(",")).join("\r\n");
  const addBOM = encoding === "utf8-bom" || encoding === "utf16le";
  const bytes = iconv.encode(text, encoding === "utf8-bom" ? "utf8" : encoding, { addBOM });
  return { name: "考生名单.csv", bytes: new Uint8Array(bytes) };
}

/** A picture of a size, as a camera would write it. */
export async function picture(width: number, height: number, shade = 150): Promise<Uint8Array<ArrayBuffer>> {
  const create = {
    width,
    height,
    channels: 3,
    background: "#fff",
    noise: { type: "gaussian", mean: shade, sigma: 12 },
  } as const;
  return new Uint8Array(await sharp({ create }).jpeg({ quality: 90 }).toBuffer());
}

export function zipOf(files: Record<string, Uint8Array>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(zipSync(files, { level: 0 }));
}
