import { z } from "zod";
import { points, toPoints } from "./points.ts";

/**
 * How right and wrong parts of a response become points, chosen per section (分部计分规则).
 * At least four multiple-choice rules are in use in these exams, so none is built in:
 * - `all-or-nothing`: everything right earns the item's points, else 0;
 * - `fixed-share`: fewer than all right, none wrong, earns `share` percent; any wrong earns 0;
 * - `per-right`: `each` points per right part, not above the item's points; any wrong earns 0;
 * - `plus-minus`: `plus` per right part less `minus` per wrong one, between 0 and the item's points;
 * - `per-part`: the item's points shared evenly over its parts (pairs, positions, blanks), wrong ones cost nothing.
 * With every rule, all parts right and none wrong earns the item's points in full.
 */
export const sectionRule = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("all-or-nothing") }),
  z.strictObject({ kind: z.literal("fixed-share"), share: z.int().min(1).max(99) }),
  z.strictObject({ kind: z.literal("per-right"), each: points }),
  z.strictObject({ kind: z.literal("plus-minus"), plus: points, minus: points }),
  z.strictObject({ kind: z.literal("per-part") }),
]);

/** With points in hundredths. */
export type SectionRule = z.output<typeof sectionRule>;

/** The rule as files and printed papers write it: in points. */
export function printRule(rule: SectionRule): z.input<typeof sectionRule> {
  if (rule.kind === "per-right") return { ...rule, each: toPoints(rule.each) };
  if (rule.kind === "plus-minus") return { ...rule, plus: toPoints(rule.plus), minus: toPoints(rule.minus) };
  return rule;
}
