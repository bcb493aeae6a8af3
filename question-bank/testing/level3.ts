import { type Blueprint, type Form, formSchema } from "../blueprint.ts";
import { compileBlueprint } from "../compile-blueprint.ts";
import { type Syllabus, syllabusSchema } from "../syllabus.ts";

const topicsPerArea = [2, 4, 2, 2, 2, 2, 2];

/** The Level 3 theory table: 7 areas, 16 topics, the weights of the real syllabus. */
export function level3Syllabus(weights: number[] = [5, 20, 15, 15, 15, 15, 15]): Syllabus {
  return syllabusSchema.parse({
    format: "kaochang-syllabus/1",
    qualification: "ecommerce-l3",
    title: "电子商务师三级",
    source: "测试",
    areas: weights.map((_, area) => ({
      code: `${area + 1}`,
      title: `范围${area + 1}`,
      topics: Array.from({ length: topicsPerArea[area] ?? 2 }, (_, topic) => ({
        code: `${area + 1}.${topic + 1}`,
        title: `主题${area + 1}.${topic + 1}`,
        points: [],
      })),
    })),
    tests: {
      theory: {
        title: "理论知识考试",
        minutes: 90,
        passMark: 60,
        weights: weights.map((weight, area) => ({
          area: `${area + 1}`,
          weight: weight === 0 ? null : weight,
        })),
      },
    },
  });
}

export interface SectionInput {
  type: string;
  count: number;
  points: number;
  difficulty?: Record<string, number>;
}

export function form(name: string, sections: SectionInput[]): Form {
  return formSchema.parse({
    format: "kaochang-form/1",
    qualification: "ecommerce-l3",
    test: "theory",
    form: name,
    title: name,
    sections: sections.map((section, index) => ({
      id: `s${index + 1}`,
      title: `第${index + 1}部分`,
      rule: { kind: "all-or-nothing" },
      ...section,
    })),
  });
}

export const form100 = form("form-100", [
  { type: "single-choice", count: 50, points: 1 },
  { type: "multiple-choice", count: 20, points: 1 },
  { type: "true-false", count: 30, points: 1 },
]);

export const form190 = form("form-190", [
  { type: "true-false", count: 40, points: 0.5 },
  { type: "single-choice", count: 140, points: 0.5 },
  { type: "multiple-choice", count: 10, points: 1 },
]);

/** Two sections that share single choice, and a mix of difficulty. */
export const formMixed = form("form-mixed", [
  { type: "single-choice", count: 40, points: 0.5, difficulty: { easy: 30, medium: 50, hard: 20 } },
  { type: "single-choice", count: 20, points: 2, difficulty: { easy: 25, medium: 50, hard: 25 } },
  { type: "true-false", count: 40, points: 1 },
]);

/** Compiles or fails the test that asked. */
export function blueprintOf(form: Form, syllabus: Syllabus = level3Syllabus()): Blueprint {
  const result = compileBlueprint(syllabus, form);
  if (!result.ok) throw new Error(result.faults.map(({ message }) => message).join("\n"));
  return result.blueprint;
}
