import { inflateSync } from "node:zlib";

/** A page as a reader finds it: each text that was put down, in the order of drawing. */
export interface PdfPage {
  lines: string[];
  /** How many pictures are drawn on it. */
  images: number;
}

export interface PdfFile {
  pages: PdfPage[];
  /** Names of the fonts whose outlines are inside. */
  embedded: string[];
}

interface PdfObject {
  head: string;
  body: string;
}

/** Reads a PDF of the printing library back, by the parts of ISO 32000-1 that it uses. Not for other PDFs. */
export function readPdf(bytes: Uint8Array): PdfFile {
  const objects = objectsOf(Buffer.from(bytes));
  const object = (id: string | undefined): PdfObject => objects.get(Number(id)) ?? { head: "", body: "" };
  const all = [...objects.values()];
  const tree = all.find(({ head }) => /\/Type \/Pages/.test(head));
  const kids = [...(tree?.head.match(/\/Kids \[([^\]]*)\]/)?.[1] ?? "").matchAll(/(\d+) 0 R/g)];
  return {
    pages: kids.map(([, id]) => pageOf(object(id), object)),
    embedded: all.flatMap(({ head }) =>
      /\/FontFile2/.test(head) ? (head.match(/\/FontName \/(\S+)/)?.[1] ?? []) : [],
    ),
  };
}

function objectsOf(file: Buffer): Map<number, PdfObject> {
  const text = file.toString("latin1");
  const objects = new Map<number, PdfObject>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const from = match.index + match[0].length;
    const end = text.indexOf("endobj", from);
    const stream = text.indexOf("stream\n", from);
    const inside = stream !== -1 && stream < end;
    const head = text.slice(from, inside ? stream : end);
    objects.set(Number(match[1]), { head, body: inside ? bodyOf(file, head, stream + 7) : "" });
  }
  return objects;
}

function bodyOf(file: Buffer, head: string, at: number): string {
  const raw = file.subarray(at, at + Number(head.match(/\/Length (\d+)/)?.[1] ?? 0));
  if (/DCTDecode/.test(head) || /\/Subtype \/Image/.test(head)) return "";
  return (/FlateDecode/.test(head) ? inflateSync(raw) : raw).toString("latin1");
}

type Find = (id: string | undefined) => PdfObject;

function pageOf({ head }: PdfObject, object: Find): PdfPage {
  const content = object(head.match(/\/Contents (\d+) 0 R/)?.[1]).body;
  const resources = object(head.match(/\/Resources (\d+) 0 R/)?.[1]).head;
  const fonts = new Map<string, Map<string, string>>();
  for (const [, name = "", id] of resources.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const unicode = object(id).head.match(/\/ToUnicode (\d+) 0 R/)?.[1];
    fonts.set(name, unicodeOf(object(unicode).body));
  }
  return { lines: linesOf(content, fonts), images: [...content.matchAll(/\/I\d+ Do/g)].length };
}

/** The glyphs' characters: ranges of codes with an array of UTF-16 texts. */
function unicodeOf(cmap: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, first = "", list = ""] of cmap.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g)) {
    [...list.matchAll(/<([^>]*)>/g)].forEach(([, words = ""], index) => {
      const code = (Number.parseInt(first, 16) + index).toString(16).padStart(4, "0");
      const units = words.split(" ").filter((word) => word !== "");
      found.set(code, String.fromCharCode(...units.map((word) => Number.parseInt(word, 16))));
    });
  }
  return found;
}

function linesOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string[] {
  let font: ReadonlyMap<string, string> = new Map();
  const lines: string[] = [];
  for (const [, name, array] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    else lines.push(textOf(array ?? "", font));
  }
  return lines;
}

function textOf(array: string, font: ReadonlyMap<string, string>): string {
  const codes = [...array.matchAll(/<(\w+)>/g)].flatMap(([, hex = ""]) => hex.match(/.{4}/g) ?? []);
  return codes.map((code) => font.get(code.toLowerCase()) ?? "?").join("");
}
