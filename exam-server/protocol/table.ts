import { z } from "zod";

/**
 * POST /api/staff/results/table → an .xlsx of these rows, the heading first: what a page's table shows, for people
 * who read it in Excel or WPS, which would round the long numbers of a .csv. Officers only; nothing is kept.
 */
export const tableFile = z.strictObject({
  rows: z
    .array(z.array(z.union([z.string().max(2000), z.number(), z.null()])).max(200))
    .min(1)
    .max(20_000),
});
