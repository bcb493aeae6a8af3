import path from "node:path";
import { type ImportMode, type ImportPreview, maxRosterRows } from "../../protocol/plan.ts";
import type { Reader, RosterSource } from "../../roster/read-file.ts";
import { type RosterTable, understand } from "../../roster/rows.ts";
import { foldNumber } from "../../store/fold-number.ts";
import { type Checked, checkImport, type IdOfRow } from "./import-check.ts";
import { type MatchedPhotos, matchPhotos, photosTold } from "./import-photos.ts";
import type { PlanState } from "./state.ts";

/** Files of one upload, already on disk in a folder of their own, which goes when the import does. */
export interface Upload {
  folder: string;
  mode: ImportMode;
  roster: { file: string; name: string };
  photos: readonly { file: string; name: string }[];
}

/** What was read of an upload: everything that a decision about it needs besides the plan. */
export interface Reading {
  table: RosterTable;
  mode: ImportMode;
  idOfRow: IdOfRow;
  /** Row → file of its photo. */
  photos: ReadonlyMap<number, string>;
  matching: Pick<MatchedPhotos, "byName" | "unmatched">;
  /** How many pictures came along. */
  found: number;
}

/** Rows below the last candidate, titles above: beyond the largest roster by so many. */
const rowsBeside = 300;
const mostBad = 2000;

export function sourceOf({ folder, roster, photos }: Upload): RosterSource {
  return {
    roster: roster.file,
    workbook: endingOf(roster.name) === ".xlsx",
    photos: photos.map((photo) => ({ ...photo, zip: endingOf(photo.name) === ".zip" })),
    mostRows: maxRosterRows + rowsBeside,
    made: folder,
  };
}

function endingOf(name: string): string {
  return path.extname(name).toLowerCase();
}

export interface ReadParts {
  reader: Reader;
  upload: Upload;
  /** The plan as it is now: only pictures of rows that can be taken are made smaller. */
  state: PlanState;
  hex: (bytes: number) => string;
  /** Those of these admission numbers that somebody outside the plan has. */
  takenNumbers: (numbers: readonly string[]) => Promise<string[]>;
  atOnce: number;
  progress: (done: number, total: number) => void;
}

/** Reads an upload whole. Rejects with an Error that holds a sentence for the officer. */
export async function readUpload(parts: ReadParts): Promise<Reading> {
  const { reader, upload, state, hex, takenNumbers, atOnce, progress } = parts;
  const { file, pictures, notes } = await reader.read();
  const understood = understand(file, maxRosterRows);
  if (!understood.ok) throw new Error(understood.sentence);
  const table = withTaken(understood.table, await takenNumbers(numbersIn(understood.table)));
  const ids = new Map(table.rows.map(({ row }) => [row, hex(10)]));
  const idOfRow: IdOfRow = (row) => ids.get(row) ?? "";
  const { drafts } = checkImport(state, table, upload.mode, idOfRow);
  const otherNames = upload.mode === "add" ? state.candidates.map(({ name }) => name) : [];
  const matching = matchPhotos({ table, drafts, pictures, otherNames });
  const made = await photosOf(matching.meant, reader, atOnce, progress);
  const noted = { ...table, notes: [...table.notes, ...notes, ...brokenNote(made.broken)] };
  const inside = table.rows.filter(({ picture }) => picture !== null).length;
  const found = pictures.length + inside;
  return { table: noted, mode: upload.mode, idOfRow, photos: made.photos, matching, found };
}

function numbersIn({ rows }: RosterTable): string[] {
  return rows.map(({ cells }) => foldNumber(cells.admissionNumber ?? "")).filter((number) => number !== "");
}

/** Numbers of other plans' candidates, which the plan itself knows nothing of, as bad cells. */
function withTaken(table: RosterTable, taken: readonly string[]): RosterTable {
  if (taken.length === 0) return table;
  const known = new Set(taken);
  const rows = table.rows.map((row) => {
    const number = foldNumber(row.cells.admissionNumber ?? "");
    if (!known.has(number)) return row;
    const sentence = `准考证号 ${number} 已经属于别的认定计划或场次的考生`;
    const cell = `${table.columnOf("admissionNumber")}${row.row}`;
    return { ...row, bad: [...row.bad, { row: row.row, cell, sentence }] };
  });
  return { ...table, rows };
}

type Meant = MatchedPhotos["meant"];

async function photosOf(meant: Meant, reader: Reader, atOnce: number, progress: ReadParts["progress"]) {
  const photos = new Map<number, string>();
  const broken: string[] = [];
  if (meant.length === 0) return { photos, broken };
  progress(0, meant.length);
  const pictures = meant.map(([, picture]) => picture);
  const files = await reader.photos(pictures, atOnce, (done) => progress(done, meant.length));
  meant.forEach(([row, { name }], index) => {
    const file = files[index];
    if (file) photos.set(row, file);
    else broken.push(name);
  });
  return { photos, broken };
}

function brokenNote(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const some = names.slice(0, 5).join("、") + (names.length > 5 ? " 等" : "");
  return [`${names.length} 张照片打不开，没有采用：${some}`];
}

export function previewOf(file: string, reading: Reading, checked: Checked): ImportPreview {
  const { table, mode } = reading;
  const { drafts, bad, badRows, faults } = checked;
  return {
    file,
    mode,
    columns: table.columns,
    notes: [...faults.map(({ sentence }) => sentence), ...table.notes],
    good: drafts.length,
    badRows,
    bad: bad.slice(0, mostBad),
    photos: photosTold(drafts, reading),
    generated: drafts.filter(({ generated }) => generated).length,
  };
}
