import path from "node:path";
import type { Blueprint } from "@kaochang/question-bank/blueprint.ts";
import { compileBlueprint } from "@kaochang/question-bank/compile-blueprint.ts";
import type { Item } from "@kaochang/question-bank/item.ts";
import { FileFailure, loadBankFiles, loadForm, loadSyllabus } from "@kaochang/question-bank/load.ts";
import type { Syllabus } from "@kaochang/question-bank/syllabus.ts";
import { fixture, fixtureFiles } from "../fixtures.ts";
import { CommandFailure } from "./command.ts";

/** Options by which a draw names what it draws from. */
export interface SourceOptions {
  qualification?: string;
  test?: string;
  form?: string;
  bank?: string[];
}

export interface Sources {
  blueprint: Blueprint;
  items: Item[];
}

/** Syllabus, form and bank that ship with the product, the bank replaced by the files named. */
export function loadSources({ qualification, test, form, bank }: SourceOptions): Sources {
  const name = named(qualification, "--qualification");
  const part = named(test, "--test");
  const syllabus = forUser(() => loadSyllabus(fixture("syllabuses", `${plain(name)}.json`)));
  const blueprint = blueprintFrom(syllabus, formFile(name, part, form));
  return { blueprint, items: loadItems(bank ?? bankFiles(name, part), syllabus) };
}

export function named(value: string | undefined, option: string): string {
  if (value === undefined || value === "") throw new CommandFailure(`缺少参数 ${option}`);
  return value;
}

export function blueprintFrom(syllabus: Syllabus, file: string): Blueprint {
  const compiled = compileBlueprint(
    syllabus,
    forUser(() => loadForm(file)),
  );
  if (!compiled.ok) throw new CommandFailure(compiled.faults.map(({ message }) => message).join("\n"));
  return compiled.blueprint;
}

export function loadItems(files: readonly string[], syllabus: Syllabus | readonly Syllabus[]): Item[] {
  const loaded = loadBankFiles(files, syllabus);
  if (loaded.ok) return loaded.items;
  const lines = loaded.faults.map(
    ({ file, line, itemId, message }) => `${file}:${line} ${itemId === null ? "" : `${itemId} `}${message}`,
  );
  throw new CommandFailure(`题库有错误，没有载入：\n${lines.join("\n")}`);
}

/** Every syllabus that ships, for banks whose files say themselves to which one they belong. */
export function allSyllabuses(): Syllabus[] {
  return fixtureFiles("syllabuses").map((file) => forUser(() => loadSyllabus(file)));
}

/** A file that cannot be used is the user's to mend, not a bug. */
export function forUser<T>(load: () => T): T {
  try {
    return load();
  } catch (failure) {
    if (failure instanceof FileFailure) throw new CommandFailure(failure.message);
    throw failure;
  }
}

function bankFiles(qualification: string, test: string): string[] {
  return filesIn(
    `没有 ${qualification} ${test} 的题库，请用 --bank 指定题库文件`,
    "banks",
    `${qualification}-${test}`,
  );
}

function formFile(qualification: string, test: string, form: string | undefined): string {
  const prefix = `${qualification}-${test}-`;
  const files = filesIn("没有卷型文件", "forms").filter((file) => path.basename(file).startsWith(prefix));
  const chosen = files.find((file) => form === undefined || path.basename(file) === `${prefix}${form}.json`);
  if (chosen !== undefined) return chosen;
  const names = files.map((file) => path.basename(file, ".json").slice(prefix.length)).join("、");
  throw new CommandFailure(
    files.length === 0
      ? `没有 ${qualification} ${test} 的卷型`
      : `没有卷型 ${form}，${qualification} ${test} 的卷型有：${names}`,
  );
}

function filesIn(missing: string, ...folder: string[]): string[] {
  try {
    return fixtureFiles(...folder);
  } catch {
    throw new CommandFailure(missing);
  }
}

/** Names become file names, so they may not walk out of the folder. */
function plain(name: string): string {
  if (!/^[a-z0-9-]+$/.test(name)) throw new CommandFailure(`职业等级名称“${name}”只能用小写字母、数字和横线`);
  return name;
}
