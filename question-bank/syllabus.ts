import { z } from "zod";
import { syllabusCode } from "./item-base.ts";

const title = z.string().trim().min(1).max(200);
/** 核心要素 X, 一般要素 Y, 辅助要素 Z, where the source grades them. */
const importance = z.enum(["X", "Y", "Z"]);

const point = z.strictObject({ code: syllabusCode, title, importance: importance.optional() });
const topic = z.strictObject({ code: syllabusCode, title, points: z.array(point).default([]) });
const area = z.strictObject({ code: syllabusCode, title, topics: z.array(topic).default([]) });

/** Integer percent per area; `null` where the table has a dash: the area is not examined. */
const weights = z.array(z.strictObject({ area: syllabusCode, weight: z.int().min(1).max(100).nullable() }));

const test = z.strictObject({
  title,
  minutes: z.int().min(1),
  /** In points, of 100. */
  passMark: z.number().min(0).max(100),
  weights,
});

/**
 * What one qualification 职业等级 examines: areas → topics → points (鉴定要素细目表), and for each
 * test its weight table 配分比例表, which adds up to 100. `source` names the document it was read from.
 */
export const syllabusSchema = z
  .strictObject({
    $schema: z.string().optional(),
    format: z.literal("kaochang-syllabus/1"),
    qualification: z.string().regex(/^[a-z0-9-]+$/),
    title,
    source: title,
    areas: z.array(area).min(1),
    tests: z.strictObject({ theory: test.optional(), skills: test.optional() }),
  })
  .superRefine((syllabus, context) => {
    for (const message of [...codeFaults(syllabus.areas), ...weightFaults(syllabus)]) {
      context.addIssue({ code: "custom", message });
    }
  });

interface Coded {
  code: string;
}
interface Areas {
  areas: (Coded & { topics: (Coded & { points: Coded[] })[] })[];
}

/** Every code that an item may name, from areas down to points. */
export function syllabusCodes({ areas }: Areas): Set<string> {
  const nested = areas.flatMap(({ code, topics }) => [
    code,
    ...topics.flatMap((each) => [each.code, ...each.points.map((leaf) => leaf.code)]),
  ]);
  return new Set(nested);
}

/** The area that a code lies in: `3.1.2` → `3`. */
export function areaOf(code: string): string {
  return code.split(".", 1)[0] ?? code;
}

/** The weight table of a test as examined: areas with a dash are left out. */
export function examinedAreas(
  syllabus: Syllabus,
  name: TestName,
): { code: string; title: string; weight: number }[] {
  const titles = new Map(syllabus.areas.map(({ code, title }) => [code, title]));
  return (syllabus.tests[name]?.weights ?? []).flatMap(({ area: code, weight }) =>
    weight === null ? [] : [{ code, title: titles.get(code) ?? code, weight }],
  );
}

function codeFaults(areas: Areas["areas"]): string[] {
  const within = (parent: Coded) => (child: Coded) =>
    child.code.startsWith(`${parent.code}.`) ? [] : [`编码 ${child.code} 不在 ${parent.code} 之下`];
  const all = areas.flatMap((each) => [each, ...each.topics.flatMap((inner) => [inner, ...inner.points])]);
  return [
    ...areas.flatMap((each) => each.topics.flatMap(within(each))),
    ...areas.flatMap((each) => each.topics.flatMap((inner) => inner.points.flatMap(within(inner)))),
    ...all
      .filter(({ code }, index) => all.findIndex((other) => other.code === code) < index)
      .map(({ code }) => `编码 ${code} 重复`),
  ];
}

function weightFaults({
  areas,
  tests,
}: Areas & { tests: Record<string, z.output<typeof test> | undefined> }): string[] {
  const known = new Set(areas.map(({ code }) => code));
  return Object.values(tests).flatMap((each) => {
    if (each === undefined) return [];
    const total = each.weights.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
    const unknown = each.weights.filter(({ area: code }) => !known.has(code));
    return [
      ...(total === 100 ? [] : [`${each.title}的配分比例合计 ${total}，应为 100`]),
      ...unknown.map(({ area: code }) => `${each.title}的配分比例表有未知的考核范围 ${code}`),
    ];
  });
}

export type Syllabus = z.output<typeof syllabusSchema>;
export type SyllabusArea = Syllabus["areas"][number];
export type TestName = keyof Syllabus["tests"];
