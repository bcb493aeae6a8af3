import { z } from "zod";
import type { Refusal } from "./refusal.ts";

/** What whoever ends a sitting says with it. */
export const sittingEnd = z.strictObject({
  /** How many have not come and may still, as entry is open to the end: they know that these are absent by it. */
  acknowledged: z.int().min(0).max(100_000).optional(),
});
export type SittingEnd = z.infer<typeof sittingEnd>;

/** Nothing has been ended: so many may still come now, and another number was acknowledged, or none. */
export interface EndUnacknowledged extends Refusal {
  code: "end-unacknowledged";
  mayCome: number;
}
