import type { Blueprint, Form } from "@kaochang/question-bank/blueprint.ts";
import { compileBlueprint } from "@kaochang/question-bank/compile-blueprint.ts";
import type { Item } from "@kaochang/question-bank/item.ts";
import { loadBankFiles, loadForm, loadSyllabus } from "@kaochang/question-bank/load.ts";
import type { Syllabus } from "@kaochang/question-bank/syllabus.ts";
import { fixtureFiles } from "../fixtures.ts";
import { CommandFailure } from "./command.ts";
import { faultsInWords } from "./fault-words.ts";
import { formNamed, syllabusNamed, testNamed } from "./names.ts";

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
  const syllabus = syllabusNamed(allSyllabuses(), named(qualification, "--qualification"));
  const part = testNamed(syllabus, named(test, "--test"));
  const blueprint = blueprintFrom(syllabus, formNamed(formsOf(syllabus.qualification, part), form));
  return { blueprint, items: loadItems(bank ?? bankFiles(syllabus.qualification, part), syllabus) };
}

export function named(value: string | undefined, option: string): string {
  if (value === undefined || value === "") throw new CommandFailure(`缺少参数 ${option}`);
  return value;
}

export function blueprintFrom(syllabus: Syllabus, form: Form): Blueprint {
  const compiled = compileBlueprint(syllabus, form);
  if (!compiled.ok) throw new CommandFailure(compiled.faults.map(({ message }) => message).join("\n"));
  return compiled.blueprint;
}

export function loadItems(files: readonly string[], syllabus: Syllabus | readonly Syllabus[]): Item[] {
  const loaded = loadBankFiles(files, syllabus);
  if (loaded.ok) return loaded.items;
  throw new CommandFailure(`题库有错误，没有载入：\n${faultsInWords(loaded.faults)}`);
}

/** Every syllabus that ships, for banks whose files say themselves to which one they belong. */
export function allSyllabuses(): Syllabus[] {
  return fixtureFiles("syllabuses").map(loadSyllabus);
}

/** The forms of a test that ship. */
export function formsOf(qualification: string, test: string): Form[] {
  return fixtureFiles("forms")
    .map(loadForm)
    .filter((form) => form.qualification === qualification && form.test === test);
}

/** Files of the bank that a verb works on where none are named: Level 3 theory. */
export function shippedBank(): string[] {
  return fixtureFiles("banks", "ecommerce-l3-theory");
}

function bankFiles(qualification: string, test: string): string[] {
  try {
    return fixtureFiles("banks", `${qualification}-${test}`);
  } catch {
    throw new CommandFailure(`没有 ${qualification} ${test} 的题库，请用 --bank 指定题库文件`);
  }
}
