import type { Mark, MarkChange } from "../../protocol/results.ts";

type Changed = Pick<MarkChange, "before" | "after" | "admissionNumber">;

/** How grave a change of mark is: someone no longer passes, someone passes now, or neither. */
function gravity({ before, after }: Changed): number {
  if (before?.passed && !after.passed) return 0;
  return after.passed && !before?.passed ? 1 : 2;
}

const step = ({ before, after }: Changed) => Math.abs(after.total - (before?.total ?? 0));

/** The order in which an officer reads changes: the gravest first, then the widest, then by number. */
export function byGravity(a: Changed, b: Changed): number {
  const number = a.admissionNumber < b.admissionNumber ? -1 : 1;
  return gravity(a) - gravity(b) || step(b) - step(a) || number;
}

export function markOf({ total, passed }: Mark): Mark {
  return { total, passed };
}
