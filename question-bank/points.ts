import { z } from "zod";

/** Points are integers in hundredths of a point, so sums are exact: 59.99 fails and 60.00 passes. */
export type Hundredths = number;

/** Points as people write them in files (0.5), read as hundredths (50). Finer than 0.01 is refused. */
export const points = z
  .number()
  .min(0)
  .max(1000)
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-9, "分值最多两位小数")
  .transform((value): Hundredths => Math.round(value * 100));

export function toPoints(value: Hundredths): number {
  return value / 100;
}
