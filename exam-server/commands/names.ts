import type { Form } from "@kaochang/question-bank/blueprint.ts";
import type { Syllabus, TestName } from "@kaochang/question-bank/syllabus.ts";
import { CommandFailure } from "./command.ts";

/** The syllabus of a qualification, or a sentence that lists those there are. */
export function syllabusNamed(known: readonly Syllabus[], name: string): Syllabus {
  const found = known.find(({ qualification }) => qualification === name);
  if (found !== undefined) return found;
  const names = known.map(({ qualification }) => qualification).join("、");
  throw new CommandFailure(`没有职业等级“${name}”，可用的有：${names}`);
}

/** The test of a qualification, or a sentence that lists its tests. */
export function testNamed({ qualification, tests }: Syllabus, name: string): TestName {
  const known = Object.keys(tests) as TestName[];
  const found = known.find((test) => test === name);
  if (found !== undefined) return found;
  throw new CommandFailure(`${qualification} 没有考核“${name}”，可用的有：${known.join("、")}`);
}

/** One of a test's forms, the first where none is named, or a sentence that lists them. */
export function formNamed(forms: readonly Form[], name: string | undefined): Form {
  const found = name === undefined ? forms[0] : forms.find(({ form }) => form === name);
  if (found !== undefined) return found;
  if (forms.length === 0) throw new CommandFailure(`没有卷型${name ? `“${name}”` : ""}，这项考核还没有卷型`);
  const names = forms.map(({ form }) => form).join("、");
  throw new CommandFailure(`没有卷型“${name}”，可用的有：${names}`);
}
