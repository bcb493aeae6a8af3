import { loadForm } from "@kaochang/question-bank/load.ts";
import type { Syllabus } from "@kaochang/question-bank/syllabus.ts";
import { fixtureFiles } from "./fixtures.ts";
import { planTests, type QualificationChoice, type TestChoice } from "./protocol/plan.ts";

/** How long a test lasts unless the officer says otherwise. */
const usualMinutes = { theory: 90, skills: 120 } as const;

/** The qualifications that an exam can be planned for, with the tests and forms there are. */
export function qualificationChoices(syllabuses: Iterable<Syllabus>): QualificationChoice[] {
  const forms = fixtureFiles("forms").map(loadForm);
  return [...syllabuses].map(({ qualification, title, tests }) => ({
    qualification,
    title,
    tests: planTests.flatMap((test): TestChoice[] => {
      const known = tests[test];
      if (!known) return [];
      const mine = forms.filter((form) => form.qualification === qualification && form.test === test);
      const choices = mine.map((form) => ({
        form: form.form,
        title: form.title,
        items: form.sections.reduce((sum, { count }) => sum + count, 0),
      }));
      return [{ test, title: known.title, minutes: usualMinutes[test], forms: choices }];
    }),
  }));
}
