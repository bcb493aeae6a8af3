import type { CandidateResult } from "@kaochang/exam-server/protocol/http.ts";
import type { TableProps } from "antd";

/** The part of a table's column that says how to sort and filter by it. */
export interface Arrangeable<T = CandidateResult> {
  key: string;
  compare?: (a: T, b: T) => number;
  /** What a filter on this column compares with. */
  groupOf?: (row: T) => string;
}

/** What the reader has chosen in the heading of the table. */
export interface Arrangement {
  /** Chosen values by column; null or none: all. */
  filters: Record<string, readonly unknown[] | null>;
  sort: { key: string; order: "ascend" | "descend" } | null;
}

export const bySeat: Arrangement = { filters: {}, sort: { key: "seat", order: "ascend" } };

type TableChange<T> = Parameters<NonNullable<TableProps<T>["onChange"]>>;

export function arrangementOf<T>(filters: TableChange<T>[1], sorter: TableChange<T>[2]): Arrangement {
  const first = Array.isArray(sorter) ? sorter[0] : sorter;
  const { columnKey, order } = first ?? {};
  return { filters, sort: columnKey && order ? { key: String(columnKey), order } : null };
}

/** The rows as the table shows them on all its pages together. */
export function arrange<T = CandidateResult>(
  rows: readonly T[],
  columns: readonly Arrangeable<T>[],
  { filters, sort }: Arrangement,
): T[] {
  const kept = rows.filter((row) =>
    columns.every(({ key, groupOf }) => {
      const wanted = filters[key];
      return !groupOf || !wanted || wanted.length === 0 || wanted.includes(groupOf(row));
    }),
  );
  const compare = columns.find(({ key }) => key === sort?.key)?.compare;
  if (compare === undefined) return kept;
  return kept.sort((a, b) => (sort?.order === "descend" ? -compare(a, b) : compare(a, b)));
}
