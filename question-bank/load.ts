import { readFileSync } from "node:fs";
import type { z } from "zod";
import type { BankFile } from "./bank.ts";
import { type Form, formSchema } from "./blueprint.ts";
import { isWarning } from "./fault.ts";
import type { Item } from "./item.ts";
import { type BankSource, type FileFault, type LintResult, lintBanks } from "./lint.ts";
import { type Media, MediaShelf } from "./load-media.ts";
import { schemaFaults, silent } from "./schema-faults.ts";
import { type Syllabus, syllabusSchema } from "./syllabus.ts";

export type { Media } from "./load-media.ts";

export type LoadResult =
  | { ok: true; banks: BankFile[]; items: Item[]; media: Media[]; warnings: FileFault[] }
  | { ok: false; faults: FileFault[] };

/** A file that cannot be used; the message is a Chinese sentence that names it. */
export class FileFailure extends Error {}

/**
 * Reads bank files together, all or nothing: one fault in one of them and none is loaded.
 * With several syllabuses the files may belong to several qualifications.
 */
export function loadBankFiles(
  paths: readonly string[],
  syllabus: Syllabus | readonly Syllabus[],
): LoadResult {
  const shelf = new MediaShelf();
  const { sources, faults: unreadable } = readSources(paths);
  const { faults, banks }: LintResult = lintBanks(sources, {
    syllabuses: [syllabus].flat(),
    mediaProblem: (file, path) => shelf.problem(file, path),
  });
  const all = [...unreadable, ...faults];
  if (!all.every(isWarning)) return { ok: false, faults: all };
  return { ok: true, banks, items: banks.flatMap(({ items }) => items), media: shelf.media(), warnings: all };
}

/** Throws `FileFailure`. */
export function loadSyllabus(file: string): Syllabus {
  return loadJson(file, syllabusSchema);
}

/** Throws `FileFailure`. */
export function loadForm(file: string): Form {
  return loadJson(file, formSchema);
}

/** The value of a JSON file as a schema reads it. Throws `FileFailure`, naming the file and every fault. */
export function loadJson<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(readJson(file), silent);
  if (parsed.success) return parsed.data;
  const sentences = schemaFaults(parsed.error.issues).map(({ message }) => message);
  throw new FileFailure(`文件 ${file} 不合要求：${sentences.join("；")}`);
}

function readJson(file: string): unknown {
  const text = readText(file);
  if (text.trim() === "") throw new FileFailure(`文件 ${file} 是空的`);
  try {
    return JSON.parse(text);
  } catch {
    throw new FileFailure(`文件 ${file} 不是合格的 JSON`);
  }
}

/** UTF-8 only: a GBK file read as if it were would carry broken characters into an exam. */
function readText(file: string): string {
  const bytes = readBytes(file);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new FileFailure(`文件 ${file} 不是 UTF-8 编码，请另存为 UTF-8`);
  }
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (failure) {
    const missing = failure instanceof Error && "code" in failure && failure.code === "ENOENT";
    throw new FileFailure(missing ? `没有文件 ${file}` : `读不了文件 ${file}`);
  }
}

function readSources(paths: readonly string[]): { sources: BankSource[]; faults: FileFault[] } {
  const sources: BankSource[] = [];
  const faults: FileFault[] = [];
  for (const file of paths) {
    try {
      sources.push({ file, text: readText(file) });
    } catch (failure) {
      if (!(failure instanceof FileFailure)) throw failure;
      const { message } = failure;
      faults.push({ file, code: "unreadable-file", pointer: "", line: 1, itemId: null, message });
    }
  }
  return { sources, faults };
}
