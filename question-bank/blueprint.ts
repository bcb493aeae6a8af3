import { z } from "zod";
import { type Difficulty, difficulties } from "./item-base.ts";
import type { PaperSection } from "./paper.ts";
import { type Hundredths, points } from "./points.ts";
import { sectionRule } from "./section-rule.ts";

const section = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  type: z.string(),
  count: z.int().min(1).max(1000),
  points,
  rule: sectionRule,
  /** Optional mix of difficulty in percent; the shares add up to 100. */
  difficulty: z.partialRecord(z.enum(difficulties), z.int().min(1).max(100)).optional(),
});

/**
 * One form 卷型 of a test: its sections. Together with the test's weight table it is the blueprint 命题蓝图.
 * Points are written in points and read as hundredths.
 */
export const formSchema = z.strictObject({
  $schema: z.string().optional(),
  format: z.literal("kaochang-form/1"),
  qualification: z.string(),
  test: z.enum(["theory", "skills"]),
  form: z.string().regex(/^[a-z0-9-]+$/),
  title: z.string().min(1),
  sections: z.array(section).min(1).max(20),
});

export type Form = z.output<typeof formSchema>;

/** An examined area with its integer percent of the points. */
export interface BlueprintArea {
  code: string;
  title: string;
  weight: number;
}

export interface BlueprintSection extends PaperSection {
  /** Percent of the section's items per difficulty; null where no mix is asked. */
  difficulty: Partial<Record<Difficulty, number>> | null;
}

/**
 * Blueprint 命题蓝图: weight table × sections of one form, checked so that every paper can keep it:
 * area points equal the weights and section counts are exact. A plain value; its digest is canonical.
 */
export interface Blueprint {
  qualification: string;
  test: string;
  form: string;
  passMark: Hundredths;
  areas: BlueprintArea[];
  sections: BlueprintSection[];
}
