import { existsSync, readFileSync } from "node:fs";
import type { Blueprint } from "@kaochang/question-bank/blueprint.ts";
import { compileBlueprint } from "@kaochang/question-bank/compile-blueprint.ts";
import { loadForm, loadSyllabus } from "@kaochang/question-bank/load.ts";
import type { Syllabus } from "@kaochang/question-bank/syllabus.ts";
import { fixture, fixtureFiles } from "./fixtures.ts";

/** The syllabuses that ship, by qualification. */
export function shippedSyllabuses(): Map<string, Syllabus> {
  const all = fixtureFiles("syllabuses").map(loadSyllabus);
  return new Map(all.map((syllabus) => [syllabus.qualification, syllabus]));
}

/** A bank that ships: the files of one qualification's test. */
export interface ShippedBank {
  qualification: string;
  test: string;
  files: string[];
}

/** The banks that ship, in the order of the syllabuses. */
export function shippedBanks(): ShippedBank[] {
  return [...shippedSyllabuses().values()].flatMap(({ qualification, tests }) =>
    Object.keys(tests)
      .filter((test) => existsSync(fixture("banks", `${qualification}-${test}`)))
      .map((test) => ({ qualification, test, files: fixtureFiles("banks", `${qualification}-${test}`) })),
  );
}

/** A blueprint with the documents it was made from, as they stand. */
export interface ShippedForm {
  blueprint: Blueprint;
  sources: { syllabus: unknown; form: unknown };
}

/** A form that ships, e.g. ("ecommerce-l3", "theory", "form-100"). Throws when there is none: a fault of the shipped data. */
export function shippedForm(qualification: string, test: string, form: string): ShippedForm {
  const syllabusFile = fixture("syllabuses", `${qualification}.json`);
  const formFile = fixture("forms", `${qualification}-${test}-${form}.json`);
  const compiled = compileBlueprint(loadSyllabus(syllabusFile), loadForm(formFile));
  if (!compiled.ok) throw new Error(compiled.faults.map(({ message }) => message).join("\n"));
  return {
    blueprint: compiled.blueprint,
    sources: { syllabus: documentOf(syllabusFile), form: documentOf(formFile) },
  };
}

function documentOf(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}
