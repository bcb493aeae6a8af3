import type { Item } from "@kaochang/question-bank/item.ts";
import { loadJson } from "@kaochang/question-bank/load.ts";
import { toPoints } from "@kaochang/question-bank/points.ts";
import { fromPrinted, printedPaperSchema, type ReadPaper } from "@kaochang/question-bank/printed-paper.ts";
import { InvalidResponse } from "@kaochang/scoring/invalid-response.ts";
import { type Responses, scorePaper, type TestOutcome } from "@kaochang/scoring/test-outcome.ts";
import { z } from "zod";
import { CommandFailure, report, type Verb } from "./command.ts";
import { allSyllabuses } from "./draw-sources.ts";

interface ScoreOptions {
  paper: string;
  responses: string;
  json?: boolean;
}

/** `kaochang score`: what responses earn on a paper as `draw --key` printed it. */
export const scoreVerb: Verb = (program, io) => {
  program
    .command("score")
    .description("score responses to a printed paper 评分")
    .requiredOption("--paper <file>", "a paper as `draw --key --json` prints it 试卷")
    .requiredOption("--responses <file>", '{"item id": response} 作答')
    .option("--json", "one JSON document on standard output")
    .action(({ paper, responses, json }: ScoreOptions) => {
      const printed = loadJson(paper, printedPaperSchema);
      const given = loadJson(responses, responsesSchema);
      const outcome = inPoints(score(printed, given), areaTitles(printed.qualification));
      report(io, json, outcome, () => inWords(outcome));
    });
};

const responsesSchema = z.record(z.string(), z.unknown(), {
  error: '作答应是一个对象 {"题号": 作答}，例如 {"l3-001": "B"} (an object of item ids and responses)',
});

function score(printed: ReadPaper, responses: Responses): TestOutcome {
  try {
    return scorePaper(fromPrinted(printed), (id, version) => itemIn(printed, id, version), responses);
  } catch (failure) {
    if (failure instanceof InvalidResponse) throw new CommandFailure(failure.message);
    throw failure;
  }
}

function itemIn({ scoring }: ReadPaper, id: string, version: number): Item {
  const item = scoring !== undefined && Object.hasOwn(scoring, id) ? scoring[id] : undefined;
  if (item?.version === version) return item;
  throw new CommandFailure(`试卷没有试题 ${id} 的答案，请用 draw --key 输出试卷`);
}

/** Titles of areas, where the paper's qualification is one that ships. */
function areaTitles(qualification: string): Map<string, string> {
  const areas = allSyllabuses().find((syllabus) => syllabus.qualification === qualification)?.areas ?? [];
  return new Map(areas.map(({ code, title }) => [code, title]));
}

/** The outcome as people read it: points of 100 instead of hundredths. */
function inPoints(
  { total, max, passed, areas, sections, items }: TestOutcome,
  titles: ReadonlyMap<string, string>,
) {
  return {
    total: toPoints(total),
    max: toPoints(max),
    passed,
    areas: areas.map(({ code, earned, max }) => {
      const title = titles.get(code);
      return {
        code,
        ...(title === undefined ? {} : { title }),
        earned: toPoints(earned),
        max: toPoints(max),
      };
    }),
    sections: sections.map(({ earned, max, ...section }) => ({
      ...section,
      earned: toPoints(earned),
      max: toPoints(max),
    })),
    items: items.map(({ id, earned, points, state }) => ({
      id,
      earned: toPoints(earned),
      points: toPoints(points),
      state,
    })),
  };
}

function inWords({ total, max, passed, areas }: ReturnType<typeof inPoints>): string {
  return [
    `总分 ${total.toFixed(2)} / ${max.toFixed(2)}，${passed ? "合格" : "不合格"}`,
    ...areas.map(({ code, title, earned, max }) => `${code} ${title ?? ""}  ${earned} / ${max}`),
  ].join("\n");
}
