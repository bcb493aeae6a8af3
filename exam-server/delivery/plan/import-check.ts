import type {
  BadCell,
  CandidatePlace,
  GoodRow,
  ImportMode,
  PlanCandidate,
  PlanFault,
  RosterField,
} from "../../protocol/plan.ts";
import { idTypeOf, knownIdTypes } from "../../roster/id-type-words.ts";
import type { RosterRow, RosterTable } from "../../roster/rows.ts";
import { foldNumber } from "../../store/fold-number.ts";
import { nextAdmissionNumbers } from "./admission-numbers.ts";
import {
  addToIndex,
  type CandidateFault,
  candidateFaults,
  type RosterIndex,
  rosterIndex,
  settledFaults,
} from "./candidate-faults.ts";
import { usualPlaces } from "./candidate-rules.ts";
import { placesOf } from "./import-places.ts";
import { isSettled, type PlanState } from "./state.ts";

/** A row that can be taken. */
export interface Draft {
  row: number;
  candidate: PlanCandidate;
  /** The admission number was made. */
  generated: boolean;
}

export interface Checked {
  drafts: Draft[];
  bad: BadCell[];
  badRows: number;
  /** What speaks against the import as a whole. */
  faults: PlanFault[];
}

/** Ids for candidates who are new, one for each row. */
export type IdOfRow = (row: number) => string;

/** Checks every row against the others and against the plan as it is now. Pure; linear in rows and candidates. */
export function checkImport(
  state: PlanState,
  table: RosterTable,
  mode: ImportMode,
  idOfRow: IdOfRow,
): Checked {
  const known = new Map(state.candidates.map((one) => [one.idNumber, one]));
  const index = rosterIndex(mode === "add" ? state.candidates : []);
  const numbers = numbersFor(state, table);
  const checked: Checked = { drafts: [], bad: [], badRows: 0, faults: [] };
  for (const row of table.rows) {
    const before = mode === "replace" ? known.get(foldNumber(row.cells.idNumber ?? "")) : undefined;
    const { draft, faults } = draftOf(state, table, row, before, idOfRow(row.row), numbers);
    const all = [...faults, ...(row.bad.length > 0 ? [] : factFaults(state, index, draft, before))];
    const bad = [...row.bad, ...all.map((fault) => badCell(table, row, fault))];
    if (bad.length > 0) {
      checked.badRows += 1;
      checked.bad.push(...bad);
      continue;
    }
    const { candidate } = draft;
    addToIndex(index, candidate, { id: candidate.id, name: candidate.name, row: `第 ${row.row} 行` });
    checked.drafts.push(draft);
  }
  if (mode === "replace") checked.faults.push(...leavingFaults(state, checked.drafts));
  return checked;
}

function factFaults(
  state: PlanState,
  index: RosterIndex,
  { candidate }: Draft,
  before: PlanCandidate | undefined,
): CandidateFault[] {
  return [
    ...candidateFaults(state, index, candidate, candidate.id),
    ...settledFaults(state, before, candidate),
  ];
}

function badCell(
  { columnOf }: RosterTable,
  { row }: RosterRow,
  { field, sentence }: CandidateFault,
): BadCell {
  return { row, cell: `${columnOf(field)}${row}`, sentence };
}

/** Hands out admission numbers that neither the plan nor the file has. */
function numbersFor({ record, candidates }: PlanState, table: RosterTable): () => string {
  const given = table.rows.map(({ cells }) => ({ admissionNumber: foldNumber(cells.admissionNumber ?? "") }));
  const made = nextAdmissionNumbers(record.admissionPrefix, [...candidates, ...given], table.rows.length);
  let next = 0;
  return () => made[next++] ?? "";
}

function draftOf(
  state: PlanState,
  table: RosterTable,
  { row, cells }: RosterRow,
  before: PlanCandidate | undefined,
  newId: string,
  nextNumber: () => string,
): { draft: Draft; faults: CandidateFault[] } {
  const faults: CandidateFault[] = [];
  const fault = (field: RosterField, sentence: string) => faults.push({ field, sentence });
  const idType = idTypeOf((cells.idType ?? "").normalize("NFKC").replace(/\s/g, ""));
  if (idType === null) fault("idType", `不认识证件类型“${cells.idType}”，可以填：${knownIdTypes}`);
  const extraMinutes = minutesOf(cells.extraMinutes ?? "");
  if (extraMinutes === null) fault("extraMinutes", `加时“${cells.extraMinutes}”应是 0 到 600 的分钟数`);
  const places = placesOf(state, cells, before?.places ?? usualPlaces(state));
  if (!places.ok) faults.push(places.fault);
  const given = foldNumber(cells.admissionNumber ?? "");
  if (table.has("admissionNumber") && given === "" && !before) fault("admissionNumber", "没有准考证号");
  const candidate: PlanCandidate = {
    id: before?.id ?? newId,
    name: nameOf(cells.name ?? ""),
    admissionNumber: given || (before?.admissionNumber ?? nextNumber()),
    idType: idType ?? "other",
    idNumber: foldNumber(cells.idNumber ?? ""),
    extraMinutes: extraMinutes ?? 0,
    photo: before?.photo ?? null,
    places: places.ok ? places.places : [],
  };
  if ([...candidate.name].length > 60) fault("name", "姓名太长");
  return { draft: { row, candidate, generated: given === "" && !before }, faults };
}

/** Spreadsheets pad two-character names with blanks to line them up. */
function nameOf(text: string): string {
  const name = text.normalize("NFC").replace(/\s+/g, " ").trim();
  return /^[\p{Script=Han} ]+$/u.test(name) ? name.replaceAll(" ", "") : name;
}

function minutesOf(text: string): number | null {
  const plain = text.normalize("NFKC").replace(/\s|分钟|分/g, "");
  if (plain === "") return 0;
  const minutes = Number(plain);
  return /^\d+(\.\d+)?$/.test(plain) && minutes <= 600 ? minutes : null;
}

/** Replacing a roster must not drop anyone who has a paper. */
function leavingFaults({ candidates, phaseOf }: PlanState, drafts: readonly Draft[]): PlanFault[] {
  const staying = new Set(drafts.map(({ candidate }) => candidate.id));
  const lost = candidates.filter(
    ({ id, places }) => !staying.has(id) && places.some(({ sitting }) => isSettled(phaseOf(sitting))),
  );
  if (lost.length === 0) return [];
  const sentence = `新名单里没有 ${lost.length} 名已经抽好试卷的考生（${lost[0]?.name} 等），不能替换，请改用“追加”`;
  return [{ where: "", sentence }];
}

/** A draft as the page shows it: rooms and sittings by name. */
export function goodRow(
  { record }: PlanState,
  { row, candidate, generated }: Draft,
  photo: boolean,
): GoodRow {
  const { id: _, photo: __, places, ...form } = candidate;
  return { row, ...form, generated, places: places.map((place) => placeWords(record, place)), photo };
}

function placeWords(
  record: PlanState["record"],
  { sitting, room, seat }: CandidatePlace,
): GoodRow["places"][number] {
  const title = record.sittings.find(({ id }) => id === sitting)?.title ?? "";
  return { sitting: title, room: record.rooms.find(({ id }) => id === room)?.name ?? "", seat };
}
