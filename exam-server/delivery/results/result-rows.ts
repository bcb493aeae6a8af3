import { toPoints } from "@kaochang/question-bank/points.ts";
import type { Cell } from "../../protocol/csv.ts";
import { idTypeWords, type PlanTest, planTests } from "../../protocol/plan.ts";
import {
  type ExamResult,
  type ExamResults,
  type ExamTestResult,
  standingWords,
  verdictWords,
} from "../../protocol/results.ts";

/** The columns that a certificate office takes in, in its order. */
export const officeColumns = [
  "准考证号",
  "姓名",
  "证件类型",
  "证件号",
  "职业等级",
  "理论成绩",
  "技能成绩",
  "评定",
  "备注",
] as const;

const testTitles: Record<PlanTest, string> = { theory: "理论", skills: "技能" };

/** The score as a number of points, or the word that stands in its place. */
function scoreCell({ standing, total }: ExamTestResult): Cell {
  if (standing !== "scored") return standingWords[standing];
  return total === null ? null : toPoints(total);
}

/** Heading and one row for each candidate. */
export function officeRows({ qualification, results }: ExamResults): Cell[][] {
  return [[...officeColumns], ...results.map((one) => officeRow(one, qualification))];
}

function officeRow(one: ExamResult, qualification: string): Cell[] {
  const { admissionNumber, name, idType, idNumber, tests, verdict, remark } = one;
  const scores = planTests.map((test) => scoreCell(tests[test]));
  const who = [admissionNumber, name, idTypeWords[idType], idNumber, qualification];
  return [...who, ...scores, verdictWords[verdict], remark];
}

/** Heading and one row for each candidate: the points in each area of each test. */
export function areaRows({ tests, results }: ExamResults): Cell[][] {
  const columns = tests.flatMap((test) => areasOf(test, results));
  const heading = columns.map(
    ({ test, title, max }) => `${testTitles[test]} ${title}（${toPoints(max)} 分）`,
  );
  const rows = results.map((one) => [
    one.admissionNumber,
    one.name,
    ...columns.map(({ test, code }): Cell => {
      const area = one.tests[test].areas.find((other) => other.code === code);
      return area ? toPoints(area.earned) : null;
    }),
  ]);
  return [["准考证号", "姓名", ...heading], ...rows];
}

function areasOf(test: PlanTest, results: readonly ExamResult[]) {
  const byCode = new Map(
    results.flatMap(({ tests }) => tests[test].areas).map((area) => [area.code, { test, ...area }]),
  );
  return [...byCode.values()];
}
