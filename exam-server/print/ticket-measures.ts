import { mm } from "./sheet.ts";

/** What differs between a large ticket (half a page, across) and a small one (a quarter, upright), in points. */
export interface Measures {
  columns: number;
  margin: number;
  title: number;
  name: number;
  text: number;
  row: number;
  label: number;
  photo: number;
  qr: number;
  /** Beside the photo, or in the lower right corner. */
  qrAbove: boolean;
  noteColumns: number;
  /** Largest size of the notes. */
  notes: number;
  /** Widths of the columns of the tests' table, as shares. */
  table: readonly number[];
}

export const large: Measures = {
  columns: 1,
  margin: mm(11),
  title: 13,
  name: 20,
  text: 10.5,
  row: mm(6.9),
  label: mm(22),
  photo: mm(27),
  qr: mm(34),
  qrAbove: true,
  noteColumns: 2,
  notes: 8.5,
  table: [0.25, 0.28, 0.35, 0.12],
};
export const small: Measures = {
  columns: 2,
  margin: mm(7),
  title: 9.5,
  name: 14,
  text: 8.5,
  row: mm(5.6),
  label: mm(15.5),
  photo: mm(22),
  qr: mm(23),
  qrAbove: false,
  noteColumns: 1,
  notes: 6.8,
  table: [0.24, 0.31, 0.32, 0.13],
};
