import { z } from "zod";

/**
 * From when on conduct signals stand among what needs a proctor; below, they stand with the seat alone. Terms of
 * a sitting, the officer's to set. An event to look at, never a verdict.
 */
export const conductLimits = z.strictObject({
  /** How often another window was in front … */
  leftTimes: z.int().min(1).max(1000),
  /** … or for how many milliseconds in all. */
  leftMs: z.int().min(1000).max(86_400_000),
  fullScreen: z.int().min(1).max(1000),
  pasted: z.int().min(1).max(1000),
});
export type ConductLimits = z.infer<typeof conductLimits>;

export const usualConduct: ConductLimits = { leftTimes: 3, leftMs: 60_000, fullScreen: 3, pasted: 1 };
