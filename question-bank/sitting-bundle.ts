import { z } from "zod";
import { formSchema } from "./blueprint.ts";
import { type BlueprintFault, compileBlueprint } from "./compile-blueprint.ts";
import { indexEntrySchema } from "./draw-index.ts";
import { syllabusSchema } from "./syllabus.ts";
import type { DrawnSitting } from "./verify.ts";

/**
 * What is published of a sitting after it, so that anyone can check its draw:
 * the secret, the stem-free index, syllabus and form as their files stand, each candidate's paper
 * (paper.ts, points in hundredths) and the four commitments that were published before it began.
 */
export const sittingBundleSchema = z.strictObject({
  format: z.literal("kaochang-sitting/1"),
  exam: z.string().min(1),
  secret: z.string(),
  index: z.array(indexEntrySchema),
  syllabus: syllabusSchema,
  form: formSchema,
  /** Only of a make-up sitting (SeenItems). */
  seen: z.record(z.string(), z.array(z.string())).optional(),
  papers: z.array(z.strictObject({ admission: z.string().min(1), paper: z.unknown() })),
  commitments: z.strictObject({
    secretHash: z.string(),
    rosterHash: z.string(),
    bankDigest: z.string(),
    blueprintDigest: z.string(),
  }),
});

/** A bundle with its blueprint compiled, ready for `verifySitting`. */
export function sittingOf(
  bundle: z.output<typeof sittingBundleSchema>,
): { ok: true; sitting: DrawnSitting } | { ok: false; faults: BlueprintFault[] } {
  const { format: _, syllabus, form, seen, ...rest } = bundle;
  const compiled = compileBlueprint(syllabus, form);
  return compiled.ok
    ? { ok: true, sitting: { ...rest, seen: seen ?? {}, blueprint: compiled.blueprint } }
    : compiled;
}
