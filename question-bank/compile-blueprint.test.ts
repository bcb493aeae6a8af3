import { expect, test } from "vitest";
import { compileBlueprint } from "./compile-blueprint.ts";
import { form, form100, form190, formMixed, level3Syllabus, type SectionInput } from "./testing/level3.ts";

const single = { type: "single-choice", count: 100, points: 1 };

function codes(sections: SectionInput[], weights?: number[]): string[] {
  const result = compileBlueprint(level3Syllabus(weights), form("tried", sections));
  return result.ok ? [] : result.faults.map(({ code }) => code);
}

test("a blueprint is weight table × sections, points in hundredths", () => {
  const result = compileBlueprint(level3Syllabus([0, 40, 60]), form190);
  expect(result).toMatchObject({
    ok: true,
    blueprint: {
      qualification: "ecommerce-l3",
      test: "theory",
      form: "form-190",
      passMark: 6000,
      areas: [
        { code: "2", title: "范围2", weight: 40 },
        { code: "3", title: "范围3", weight: 60 },
      ],
      sections: [{ points: 50 }, { points: 50 }, { points: 100, difficulty: null }],
    },
  });
});

test.each([form100, form190, formMixed])("$form compiles", (one) => {
  expect(compileBlueprint(level3Syllabus(), one).ok).toBe(true);
});

test.each<[string, SectionInput[], number[] | undefined, string[]]>([
  ["a type that does not exist", [{ ...single, type: "essay-3d" }], undefined, ["unknown-type"]],
  ["points that add up to 90", [{ ...single, count: 90 }], undefined, ["points-not-100"]],
  ["items without points", [single, { ...single, points: 0 }], undefined, ["zero-points"]],
  [
    "a share of 2.5 items",
    [
      { ...single, count: 90 },
      { type: "true-false", count: 10, points: 1, difficulty: { easy: 25, hard: 75 } },
    ],
    undefined,
    ["share-not-whole", "share-not-whole"],
  ],
  [
    "shares that add up to 90",
    [{ ...single, difficulty: { easy: 40, hard: 50 } }],
    undefined,
    ["shares-not-100"],
  ],
  [
    "one type with and without a mix",
    [
      { ...single, count: 50 },
      { ...single, count: 50, difficulty: { easy: 100 } },
    ],
    undefined,
    ["mixed-difficulty"],
  ],
  [
    "points that are no multiple of the smallest",
    [
      { ...single, count: 20, points: 2 },
      { ...single, count: 20, points: 3 },
    ],
    undefined,
    ["points-not-multiple"],
  ],
  [
    "an area of 5 points from items of 2",
    [{ ...single, count: 50, points: 2 }],
    undefined,
    Array(6).fill("area-unreachable"),
  ],
  [
    "an area that one dear item overfills",
    [
      { ...single, count: 40, points: 1 },
      { ...single, count: 10, points: 6 },
    ],
    undefined,
    ["area-unreachable"],
  ],
])("refuses %s", (_, sections, weights, expected) => {
  expect(codes(sections, weights)).toEqual(expected);
});

test("refuses a form of another qualification, and a test without weights", () => {
  const other = compileBlueprint(level3Syllabus(), { ...form100, qualification: "other" });
  expect(other).toMatchObject({ ok: false, faults: [{ code: "wrong-qualification" }] });
  const skills = compileBlueprint(level3Syllabus(), { ...form100, test: "skills" });
  expect(skills).toMatchObject({ ok: false, faults: [{ code: "test-missing" }] });
});

test("refuses a doubled section, and weights of an area named twice", () => {
  const [section] = form100.sections;
  const doubled = { ...form100, sections: [section, section].flatMap((one) => one ?? []) };
  expect(compileBlueprint(level3Syllabus(), doubled)).toMatchObject({
    faults: [{ code: "duplicate-section" }],
  });
  const syllabus = level3Syllabus();
  const weights = ["1", "1", "2"].map((area, place) => ({ area, weight: [20, 20, 60][place] ?? 0 }));
  const theory = { title: "理论", minutes: 90, passMark: 60, weights };
  const result = compileBlueprint({ ...syllabus, tests: { theory, skills: undefined } }, form100);
  expect(result).toMatchObject({ ok: false, faults: [{ code: "duplicate-area" }] });
});
