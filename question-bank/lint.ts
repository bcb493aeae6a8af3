import { type BankFile, bankEnvelope } from "./bank.ts";
import type { Fault, FileFault, PlacedFault, Reading } from "./fault.ts";
import type { ItemFault } from "./interaction.ts";
import type { Item } from "./item.ts";
import { linesOf, repeatedFields, syntaxFaults, toPointer } from "./json-text.ts";
import { duplicateFaults, enemyFaults } from "./lint-across.ts";
import { markupFaults } from "./lint-markup.ts";
import { type MediaProblem, mediaFaults } from "./lint-media.ts";
import { type SyllabusCheck, syllabusCheck } from "./lint-syllabus.ts";
import { readItem } from "./read-item.ts";
import { schemaFaults, silent } from "./schema-faults.ts";
import type { Syllabus } from "./syllabus.ts";

export type { Fault, FileFault } from "./fault.ts";

export interface BankSource {
  /** Name that faults are reported under. */
  file: string;
  text: string;
}

export interface LintContext {
  /** A bank file names its qualification; these are the ones that it may name. */
  syllabuses: readonly Syllabus[];
  /** Looks at an image that a text of the file names; without it images are not looked at. */
  mediaProblem?: (file: string, path: string) => MediaProblem | null;
}

export interface LintResult {
  faults: FileFault[];
  /** Banks as read; complete only where there are no faults. */
  banks: BankFile[];
}

/** Every fault of one bank text at once; empty where it may be loaded. */
export function lintBankText(
  text: string,
  context: { syllabus: Syllabus; mediaProblem?: (path: string) => MediaProblem | null },
): Fault[] {
  const { syllabus, mediaProblem } = context;
  const media =
    mediaProblem === undefined ? {} : { mediaProblem: (_file: string, path: string) => mediaProblem(path) };
  return lintBanks([{ file: "", text }], { syllabuses: [syllabus], ...media }).faults.map(
    ({ file: _file, ...fault }) => fault,
  );
}

/** Every fault of bank files that are to be loaded together, in the order of files and lines. */
export function lintBanks(sources: readonly BankSource[], context: LintContext): LintResult {
  const readings = sources.map((source) => readBank(source, context));
  const across = [...duplicateFaults(readings), ...enemyFaults(readings)];
  const faults = readings.flatMap((reading) =>
    locate(reading, [...reading.faults, ...across.filter(({ file }) => file === reading.file)]),
  );
  return { faults, banks: readings.flatMap(({ bank }) => bank ?? []) };
}

function readBank({ file, text: written }: BankSource, context: LintContext): Reading {
  // A byte order mark, as Windows editors put it, is no fault of the author's.
  const text = written.replace(/^\uFEFF/, "");
  const unreadable = { file, text, raw: [], bank: null };
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return {
      ...unreadable,
      faults: syntaxFaults(text).map((fault) => ({ code: "broken-json", ...copy(fault) })),
    };
  }
  const repeated = repeatedFields(text).map((fault) => ({ code: "repeated-field", ...copy(fault) }));
  return readEnvelope(raw, { ...unreadable, faults: repeated }, context);
}

function readEnvelope(raw: unknown, reading: Reading, context: LintContext): Reading {
  const parsed = bankEnvelope.safeParse(raw, silent);
  const faults = parsed.success ? [] : schemaFaults(parsed.error.issues);
  const fields = isRecord(raw) ? raw : {};
  const items = Array.isArray(fields.items) ? fields.items : [];
  const syllabus = context.syllabuses.find(({ qualification }) => qualification === fields.qualification);
  if (syllabus === undefined && typeof fields.qualification === "string") {
    faults.push(unknownQualification(fields.qualification, context.syllabuses));
  }
  const check = syllabus && syllabusCheck(syllabus, fields.test === "skills" ? "skills" : "theory");
  const read = readItems(items, reading.file, check, context);
  return {
    ...reading,
    raw: items,
    bank: parsed.success ? { ...parsed.data, items: read.items } : null,
    faults: [...reading.faults, ...faults, ...read.faults],
  };
}

function readItems(
  raw: readonly unknown[],
  file: string,
  check: SyllabusCheck | undefined,
  context: LintContext,
): { items: Item[]; faults: PlacedFault[] } {
  const items: Item[] = [];
  const faults: PlacedFault[] = [];
  const { mediaProblem } = context;
  raw.forEach((each, index) => {
    const { item, faults: inside } = readItem(each);
    if (item !== null) items.push(item);
    const codes = isRecord(each) && check !== undefined ? check(each.syllabus) : [];
    const media = mediaFaults(each, mediaProblem && ((path) => mediaProblem(file, path)));
    for (const fault of [...inside, ...codes, ...media, ...markupFaults(each)]) {
      faults.push({ ...fault, path: ["items", index, ...fault.path] });
    }
  });
  return { items, faults };
}

function unknownQualification(name: string, known: readonly Syllabus[]): ItemFault {
  const names = known.map(({ qualification }) => qualification).join("、");
  return {
    code: "unknown-qualification",
    path: ["qualification"],
    message: `没有职业等级“${name}”，可用的有：${names}`,
  };
}

/** Positions are computed only here, for faults: a good file costs none. */
function locate(reading: Reading, faults: readonly PlacedFault[]): FileFault[] {
  const unplaced = faults.filter(({ line }) => line === undefined).map(({ path }) => path);
  const lines = unplaced.length === 0 ? [] : linesOf(reading.text, unplaced);
  let next = 0;
  return faults
    .map(({ code, path, message, line }) => ({
      code,
      pointer: toPointer(path),
      line: line ?? lines[next++] ?? 1,
      itemId: itemIdAt(reading.raw, path),
      message,
      file: reading.file,
    }))
    .sort((a, b) => a.line - b.line);
}

function itemIdAt(raw: readonly unknown[], [field, index]: readonly (string | number)[]): string | null {
  const item = field === "items" && typeof index === "number" ? raw[index] : null;
  return isRecord(item) && typeof item.id === "string" ? item.id : null;
}

function copy<T extends { path: readonly (string | number)[] }>(fault: T) {
  return { ...fault, path: [...fault.path] };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
