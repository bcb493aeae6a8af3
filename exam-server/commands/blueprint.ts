import type { Form } from "@kaochang/question-bank/blueprint.ts";
import { toPoints } from "@kaochang/question-bank/points.ts";
import { printRule } from "@kaochang/question-bank/section-rule.ts";
import { examinedAreas, type Syllabus } from "@kaochang/question-bank/syllabus.ts";
import { report, type Verb } from "./command.ts";
import { allSyllabuses, formsOf } from "./draw-sources.ts";
import { formNamed, syllabusNamed, testNamed } from "./names.ts";

/** `kaochang blueprint show`: weight table of a test and, with `--form`, its sections. */
export const blueprintVerb: Verb = (program, io) => {
  program
    .command("blueprint")
    .description("weight tables and forms 配分比例表与卷型")
    .command("show")
    .description("print the weight table of a test 显示配分比例表")
    .argument("<qualification>", "e.g. ecommerce-l3 职业等级")
    .argument("<test>", "theory or skills 考核")
    .option("--form <name>", "show this form's sections too 卷型")
    .option("--json", "one JSON document on standard output")
    .action((qualification: string, test: string, { form, json }: { form?: string; json?: boolean }) => {
      const document = blueprintOf(syllabusNamed(allSyllabuses(), qualification), test, form);
      report(io, json, document, () => inWords(document));
    });
};

function blueprintOf(syllabus: Syllabus, name: string, formName: string | undefined) {
  const { qualification } = syllabus;
  const test = testNamed(syllabus, name);
  const forms = formsOf(qualification, test);
  return {
    qualification,
    test,
    title: `${syllabus.title} ${syllabus.tests[test]?.title ?? ""}`.trim(),
    minutes: syllabus.tests[test]?.minutes,
    passMark: syllabus.tests[test]?.passMark,
    areas: examinedAreas(syllabus, test),
    forms: forms.map(({ form }) => form),
    ...(formName === undefined ? {} : printForm(formNamed(forms, formName))),
  };
}

function printForm({ form, title, sections }: Form) {
  return {
    form: { name: form, title },
    sections: sections.map(({ points, rule, ...section }) => ({
      ...section,
      points: toPoints(points),
      rule: printRule(rule),
    })),
  };
}

function inWords({
  title,
  minutes,
  passMark,
  areas,
  forms,
  ...rest
}: ReturnType<typeof blueprintOf>): string {
  const sections = "sections" in rest ? (rest.sections ?? []) : [];
  return [
    `${title}（${minutes} 分钟，${passMark} 分合格）`,
    ...areas.map((area) => `${area.code}  ${area.title}  ${area.weight}%`),
    ...sections.map((section) => `${section.title}  ${section.count} 题  每题 ${section.points} 分`),
    ...(forms.length > 0 ? [`卷型：${forms.join("、")}`] : []),
  ].join("\n");
}
