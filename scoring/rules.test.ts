import type { SectionRule } from "@kaochang/question-bank/section-rule.ts";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { earnedBy } from "./rules.ts";

const hundredths = fc.integer({ min: 1, max: 5_000 });

const anyRule: fc.Arbitrary<SectionRule> = fc.oneof(
  fc.constant<SectionRule>({ kind: "all-or-nothing" }),
  fc.integer({ min: 1, max: 99 }).map((share): SectionRule => ({ kind: "fixed-share", share })),
  hundredths.map((each): SectionRule => ({ kind: "per-right", each })),
  fc.tuple(hundredths, hundredths).map(([plus, minus]): SectionRule => ({ kind: "plus-minus", plus, minus })),
  fc.constant<SectionRule>({ kind: "per-part" }),
);

const anyTally = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.nat(9), fc.nat(9))
  .map(([of, right, wrong]) => ({ of, right: Math.min(right, of), wrong }));

test("MARK-1 an item earns whole hundredths between 0 and its points, under every rule", () => {
  fc.assert(
    fc.property(anyRule, anyTally, hundredths, (rule, tally, points) => {
      const earned = earnedBy(rule, tally, points);
      expect(Number.isInteger(earned)).toBe(true);
      expect(earned).toBeGreaterThanOrEqual(0);
      expect(earned).toBeLessThanOrEqual(points);
    }),
  );
});

test("MARK-1 all right and none wrong earns the points in full; nothing right earns nothing", () => {
  fc.assert(
    fc.property(anyRule, anyTally, hundredths, (rule, { of, wrong }, points) => {
      expect(earnedBy(rule, { right: of, wrong: 0, of }, points)).toBe(points);
      expect(earnedBy(rule, { right: 0, wrong, of }, points)).toBe(0);
    }),
  );
});

test("MARK-1 one more wrong part never earns more", () => {
  fc.assert(
    fc.property(anyRule, anyTally, hundredths, (rule, tally, points) => {
      const worse = { ...tally, wrong: tally.wrong + 1 };
      expect(earnedBy(rule, worse, points)).toBeLessThanOrEqual(earnedBy(rule, tally, points));
    }),
  );
});

test.each([
  // 0.01 × 50 % = 0.005, half up; 0.99 × 50 % = 0.495; 1.00 × 33 % = 0.33; 0.50 × 33 % = 0.165
  [1, 50, 1],
  [99, 50, 50],
  [100, 33, 33],
  [50, 33, 17],
  [50, 32, 16],
  [3, 16, 0],
])("MARK-1 %i hundredths × %i percent, rounded half up once: %i", (points, share, earned) => {
  expect(earnedBy({ kind: "fixed-share", share }, { right: 1, wrong: 0, of: 2 }, points)).toBe(earned);
});

describe("MARK-6 the four multiple-choice rules: 2 points, 3 right options of 5", () => {
  const rules: Record<string, SectionRule> = {
    all: { kind: "all-or-nothing" },
    half: { kind: "fixed-share", share: 50 },
    each: { kind: "per-right", each: 50 },
    both: { kind: "plus-minus", plus: 67, minus: 50 },
  };
  const cases: [
    name: string,
    right: number,
    wrong: number,
    all: number,
    half: number,
    each: number,
    both: number,
  ][] = [
    ["all three right, none wrong", 3, 0, 200, 200, 200, 200],
    ["two right, none wrong", 2, 0, 0, 100, 100, 134],
    ["one right, none wrong", 1, 0, 0, 100, 50, 67],
    ["two right, one wrong", 2, 1, 0, 0, 0, 84],
    ["one right, one wrong", 1, 1, 0, 0, 0, 17],
    ["one right, two wrong: not below 0", 1, 2, 0, 0, 0, 0],
    ["every option marked", 3, 2, 0, 0, 0, 101],
    ["none right, one wrong", 0, 1, 0, 0, 0, 0],
  ];
  test.each(cases)("MARK-6 %s", (_name, right, wrong, all, half, each, both) => {
    const earned = Object.values(rules).map((rule) => earnedBy(rule, { right, wrong, of: 3 }, 200));
    expect(earned).toEqual([all, half, each, both]);
  });

  test("MARK-6 a rule whose parts add up to more than the item is worth stops at its points", () => {
    expect(earnedBy({ kind: "per-right", each: 150 }, { right: 2, wrong: 0, of: 3 }, 200)).toBe(200);
    expect(earnedBy({ kind: "plus-minus", plus: 150, minus: 10 }, { right: 2, wrong: 1, of: 3 }, 200)).toBe(
      200,
    );
  });
});

describe("MARK-7 partial credit by part", () => {
  const perPart: SectionRule = { kind: "per-part" };
  test.each([
    [3, 0, 3, 100, 100],
    [2, 1, 3, 100, 67],
    [1, 0, 3, 100, 33],
    [1, 2, 3, 100, 33],
    [0, 3, 3, 100, 0],
    [1, 1, 2, 1, 1],
    [5, 1, 6, 200, 167],
  ])("MARK-7 %i right and %i wrong of %i parts, worth %i: %i", (right, wrong, of, points, earned) => {
    expect(earnedBy(perPart, { right, wrong, of }, points)).toBe(earned);
  });

  test("MARK-7 marking every option of a list earns nothing by it", () => {
    expect(earnedBy(perPart, { right: 2, wrong: 2, of: 2 }, 100)).toBe(0);
  });
});
