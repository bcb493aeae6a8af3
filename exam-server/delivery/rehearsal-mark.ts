import type { SittingRecord } from "../store/store.ts";

/** How a rehearsal's 演练 sitting is told apart: its exam's name, which also stands in its log. */
const mark = "rehearsal-";

type Marked = Pick<SittingRecord, "exam" | "practice">;

export function rehearsalExam(id: string): string {
  return mark + id;
}

export function isRehearsal({ exam, practice }: Marked): boolean {
  return practice && exam.startsWith(mark);
}

/** Over: in no ordinary list any more, and nobody signs in to it. */
export function isPastRehearsal({ record, state }: { record: Marked; state: { phase: string } }): boolean {
  return isRehearsal(record) && state.phase === "closed";
}
