import { type Box, mm, type Sheet } from "./sheet.ts";
import type { Measures } from "./ticket-measures.ts";

const smallest = 4.5;

/** Puts the notes for candidates into the place that a ticket leaves for them. */
export type Notes = (box: Box) => void;

/** Puts the notes into a box in the largest size that fits; the size for each height is looked for once. */
export function notesFitter(sheet: Sheet, notes: readonly string[], m: Measures): Notes {
  const columns = inColumns(notes, m.noteColumns);
  const sizes = new Map<number, number>();
  const fits = (size: number, { width, height }: Box): boolean =>
    columns.every((text) => sheet.heightOf(text, width, { size }) <= height);
  const sizeFor = (column: Box): number => {
    let size = m.notes;
    while (size >= smallest && !fits(size, column)) size -= 0.25;
    if (size < smallest) sheet.characters.warn("考生须知太长，没有印全，请缩短");
    return Math.max(size, smallest);
  };
  return (box) => {
    if (notes.length === 0) return;
    const heading = m.notes * 1.6;
    sheet.line("考生须知", { ...box, height: heading }, { size: m.notes + 0.5, bold: true });
    const share = box.width / columns.length;
    const column = { ...box, y: box.y + heading, height: box.height - heading, width: share - mm(3) };
    const key = Math.round(column.height);
    const size = sizes.get(key) ?? sizeFor(column);
    sizes.set(key, size);
    columns.forEach((text, place) => {
      const at = { ...column, x: box.x + place * share };
      sheet.within(at, () => sheet.paragraph(text, at.x, at.y, at.width, { size }));
    });
  };
}

function inColumns(notes: readonly string[], columns: number): string[] {
  const numbered = notes.map((note, index) => `${index + 1}. ${note}`);
  const each = Math.ceil(notes.length / columns);
  return Array.from({ length: columns }, (_, place) =>
    numbered.slice(place * each, (place + 1) * each).join("\n"),
  );
}
