import type { QuarantinedEntry } from "@kaochang/exam-server/protocol/messages.ts";

/** One entry, or all that were written to the same place of a paper, the last one standing for them. */
export interface QuarantineRow {
  key: string;
  entry: QuarantinedEntry;
  /** In the order written; absent for a single entry. */
  children?: QuarantineRow[];
}

/** A number can come with two contents (a claim beside what the PC sent), so its place in the list is part of the name. */
function rowOf(entry: QuarantinedEntry, place: number): QuarantineRow {
  return { key: `${entry.journal}:${entry.seq}:${place}`, entry };
}

const written = (a: QuarantineRow, b: QuarantineRow) =>
  a.entry.made - b.entry.made || a.entry.seq - b.entry.seq;

/**
 * Rows by question: a typed answer is many entries, of which the last one counts when all are admitted.
 * Each group's key is made of its last entry's.
 */
export function quarantineRows(entries: readonly QuarantinedEntry[]): QuarantineRow[] {
  const groups = new Map<string, QuarantineRow[]>();
  for (const row of entries.map(rowOf)) {
    const { item, change } = row.entry;
    const group = groups.get(`${change.kind} ${item}`) ?? [];
    groups.set(`${change.kind} ${item}`, [...group, row]);
  }
  return [...groups.values()]
    .map((group) => grouped([...group].sort(written)))
    .sort((a, b) => a.entry.number - b.entry.number);
}

function grouped(inOrder: QuarantineRow[]): QuarantineRow {
  const last = inOrder[inOrder.length - 1];
  if (!last) throw new Error("a group has entries");
  return inOrder.length === 1 ? last : { key: `all ${last.key}`, entry: last.entry, children: inOrder };
}

/** Every single entry's row. */
export function leaves(rows: readonly QuarantineRow[]): QuarantineRow[] {
  return rows.flatMap((row) => row.children ?? [row]);
}

/** 「3、12、20」: the questions that are touched, each once. */
export function numbersOf(rows: readonly QuarantineRow[]): number[] {
  return [...new Set(rows.map(({ entry }) => entry.number))].sort((a, b) => a - b);
}
