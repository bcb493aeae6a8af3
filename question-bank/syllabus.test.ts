import { expect, test } from "vitest";
import { loadSyllabus } from "./load.ts";
import { examinedAreas, syllabusSchema, type TestName } from "./syllabus.ts";
import { fixture } from "./testing/fixture.ts";

type Column = [qualification: string, test: TestName, weights: (number | null)[]];

const columns: Column[] = [
  ["ecommerce-l3", "theory", [5, 20, 15, 15, 15, 15, 15]],
  ["ecommerce-l3", "skills", [null, null, 20, 25, 20, 20, 15]],
  ["ecommerce-l5-merchant", "theory", [5, 30, 10, 15, 10, 10, 10, 10, null, null, null]],
  ["ecommerce-l5-crossborder", "theory", [5, 30, 10, 20, null, 20, null, 15, null, null, null]],
  ["ecommerce-l4-merchant", "theory", [5, 25, 10, 10, 15, 10, 10, 15, null, null, null]],
  ["ecommerce-l4-crossborder", "theory", [5, 25, 10, 15, 10, 15, 10, 10, null, null, null]],
  ["ecommerce-l5-merchant", "skills", [20, 15, 20, 15, 15, 15, null, null, null]],
  ["ecommerce-l5-crossborder", "skills", [20, 35, null, 30, null, 15, null, null, null]],
  ["ecommerce-l4-merchant", "skills", [20, 15, 20, 15, 15, 15, null, null, null]],
  ["ecommerce-l4-crossborder", "skills", [20, 15, 15, 20, 15, 15, null, null, null]],
];

test.each(columns)(
  "BANK-3 the weight table of %s %s is the source's and adds up to 100",
  (name, test, weights) => {
    const table = loadSyllabus(fixture("syllabuses", `${name}.json`)).tests[test]?.weights ?? [];
    expect(table.map(({ weight }) => weight)).toEqual(weights);
    expect(table.reduce((sum, { weight }) => sum + (weight ?? 0), 0)).toBe(100);
  },
);

test("every examined area has topics to draw from", () => {
  for (const [name, test] of columns) {
    const syllabus = loadSyllabus(fixture("syllabuses", `${name}.json`));
    for (const { code } of examinedAreas(syllabus, test)) {
      expect(syllabus.areas.find((area) => area.code === code)?.topics, `${name} ${code}`).not.toEqual([]);
    }
  }
});

test("BANK-3 a table that does not add up to 100 is refused, as are codes that do not nest", () => {
  const syllabus = structuredClone(loadSyllabus(fixture("syllabuses", "ecommerce-l3.json")));
  const theory = syllabus.tests.theory?.weights[0];
  if (theory) theory.weight = 6;
  const topic = syllabus.areas[2]?.topics[0];
  if (topic) topic.code = "4.1";
  const messages = syllabusSchema.safeParse(syllabus).error?.issues.map(({ message }) => message);
  expect(messages).toEqual([
    "编码 4.1 不在 3 之下",
    ...[1, 2, 3, 4].map((point) => `编码 3.1.${point} 不在 4.1 之下`),
    "编码 4.1 重复",
    "理论知识考试的配分比例合计 101，应为 100",
  ]);
});
