import type { Syllabus } from "@kaochang/question-bank/syllabus.ts";
import { CommandFailure } from "./command.ts";

/** The syllabus of a qualification, or a sentence that lists those there are. */
export function syllabusNamed(known: readonly Syllabus[], name: string): Syllabus {
  const found = known.find(({ qualification }) => qualification === name);
  if (found !== undefined) return found;
  const names = known.map(({ qualification }) => qualification).join("、");
  throw new CommandFailure(`没有职业等级“${name}”，可用的有：${names}`);
}
