import type * as Xlsx from "@e965/xlsx";
import type { Zippable } from "fflate";
import type { Grid, GridCell, GridPicture } from "../grid.ts";
import type { Zip } from "./zip.ts";

export interface WorkbookTools {
  xlsx: typeof Xlsx;
  /** Packs files into a zip. */
  pack: (files: Zippable) => Uint8Array;
  /** Most rows that are read of a sheet. */
  mostRows: number;
}

/**
 * Reads the visible sheets of an .xlsx. The pictures stay in the file: what is handed to the spreadsheet library
 * is packed anew without them, because it would unpack all of them into memory.
 *
 * Part of the reader's thread: it names nothing outside itself.
 */
export function readWorkbook(zip: Zip, { xlsx, pack, mostRows }: WorkbookTools): Grid[] {
  const mostText = 256 * 1024 * 1024;
  const byName = new Map(zip.entries.map((entry) => [entry.name, entry]));
  const textOf = (name: string): string => {
    const entry = byName.get(name);
    return entry ? zip.read(entry).toString("utf8") : "";
  };

  const withoutMedia = (): Uint8Array => {
    const wanted = zip.entries.filter(({ name }) => !name.startsWith("xl/media/") && !name.endsWith("/"));
    if (wanted.reduce((sum, { size }) => sum + size, 0) > mostText)
      throw new Error("工作簿解开后太大，请拆成几个文件");
    return pack(Object.fromEntries(wanted.map((entry) => [entry.name, zip.read(entry)])));
  };

  /** Relationship id → file, of the part of this name. */
  const relationsOf = (part: string): Map<string, string> => {
    const folder = part.slice(0, part.lastIndexOf("/") + 1);
    const text = textOf(`${folder}_rels/${part.slice(folder.length)}.rels`);
    const relations = new Map<string, string>();
    for (const [tag] of text.matchAll(/<Relationship\b[^>]*>/g)) {
      const id = /\bId="([^"]*)"/.exec(tag)?.[1];
      const target = /\bTarget="([^"]*)"/.exec(tag)?.[1];
      if (id && target) relations.set(id, new URL(target, `zip:/${folder}`).pathname.slice(1));
    }
    return relations;
  };

  const sheetParts = (): Map<string, string> => {
    const relations = relationsOf("xl/workbook.xml");
    const parts = new Map<string, string>();
    let index = 0;
    for (const [tag] of textOf("xl/workbook.xml").matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
      const id = /\br:id="([^"]*)"/.exec(tag)?.[1] ?? "";
      parts.set(String(index), relations.get(id) ?? "");
      index += 1;
    }
    return parts;
  };

  /** The row over which a picture's middle lies, by the cells of its corners. */
  const rowOf = (anchor: string): number | null => {
    const corner = (name: string) => {
      const part = new RegExp(`<xdr:${name}>.*?</xdr:${name}>`, "s").exec(anchor)?.[0] ?? "";
      const row = /<xdr:row>(\d+)</.exec(part)?.[1];
      const offset = Number(/<xdr:rowOff>(-?\d+)</.exec(part)?.[1] ?? 0);
      return row === undefined ? null : { row: Number(row), offset };
    };
    const from = corner("from");
    if (from === null) return null;
    const to = corner("to") ?? from;
    // One that ends at the very top of a row lies on the row above.
    const last = to.row > from.row && to.offset < 20_000 ? to.row - 1 : to.row;
    return Math.floor((from.row + last) / 2);
  };

  const floating = (sheetPart: string): GridPicture[] => {
    const drawings = [...relationsOf(sheetPart).values()].filter((part) =>
      part.includes("/drawings/drawing"),
    );
    return drawings.flatMap((drawing) => {
      const images = relationsOf(drawing);
      const anchors = textOf(drawing).matchAll(/<xdr:(twoCellAnchor|oneCellAnchor)\b.*?<\/xdr:\1>/gs);
      return [...anchors].flatMap(([anchor]) => {
        const row = rowOf(anchor);
        const entry = images.get(/\br:embed="([^"]*)"/.exec(anchor)?.[1] ?? "");
        return row === null || entry === undefined ? [] : [{ row, entry }];
      });
    });
  };

  /** Pictures that WPS keeps inside cells, by the name that the cell's formula gives. */
  const insideCells = (): Map<string, string> => {
    const images = relationsOf("xl/cellimages.xml");
    const found = new Map<string, string>();
    for (const [part] of textOf("xl/cellimages.xml").matchAll(/<etc:cellImage\b.*?<\/etc:cellImage>/gs)) {
      const name = /<xdr:cNvPr\b[^>]*\bname="([^"]*)"/.exec(part)?.[1];
      const entry = images.get(/\br:embed="([^"]*)"/.exec(part)?.[1] ?? "");
      if (name && entry) found.set(name, entry);
    }
    return found;
  };

  const cellOf = (cell: Xlsx.CellObject | undefined): GridCell => {
    if (!cell || (cell.t === "z" && cell.f === undefined)) return "";
    const formula = typeof cell.f === "string";
    if (cell.t === "e") return { text: String(cell.w ?? "#错误"), kind: "error" };
    if (cell.t === "z") return { text: "", kind: "no-value" };
    if (typeof cell.v === "number" && Math.abs(cell.v) >= 1e15)
      return { text: String(cell.w ?? cell.v), kind: "mangled" };
    const shown =
      typeof cell.v === "number" && !/^\d+$/.test(cell.w ?? "") ? String(cell.v) : (cell.w ?? cell.v ?? "");
    const text = String(shown).trim();
    return formula ? { text, kind: "formula" } : text;
  };

  const book = xlsx.read(withoutMedia(), {
    type: "array",
    dense: true,
    cellFormula: true,
    cellText: true,
    cellDates: false,
    cellHTML: false,
    sheetStubs: true,
    sheetRows: mostRows,
  });
  const parts = sheetParts();
  const cellImages = insideCells();
  return book.SheetNames.flatMap((sheet, index): Grid[] => {
    if ((book.Workbook?.Sheets?.[index]?.Hidden ?? 0) > 0) return [];
    const data = book.Sheets[sheet] as Xlsx.DenseWorkSheet | undefined;
    const pictures = floating(parts.get(String(index)) ?? "");
    const rows = Array.from(data?.["!data"] ?? [], (cells, row) =>
      Array.from(cells ?? [], (cell): GridCell => {
        const inside = /DISPIMG\("([^"]+)"/.exec(String(cell?.f ?? cell?.v ?? ""))?.[1];
        const entry = inside === undefined ? undefined : cellImages.get(inside);
        if (entry !== undefined) pictures.push({ row, entry });
        return inside === undefined ? cellOf(cell) : "";
      }),
    );
    const ranges: Xlsx.Range[] = data?.["!merges"] ?? [];
    const merges = ranges.map(({ s, e }) => ({
      top: s.r,
      bottom: e.r,
      left: s.c,
      right: e.c,
    }));
    return [{ sheet, rows, merges, pictures, more: rows.length >= mostRows }];
  });
}
