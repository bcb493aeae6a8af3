import type { Blueprint } from "./blueprint.ts";
import { type CellPlan, expectedCell } from "./cell-plan.ts";
import { type Difficulty, difficulties } from "./item-base.ts";
import type { CertificateRow } from "./paper.ts";
import type { StockItem } from "./stock.ts";

/** The table as asked, and which column of it counts an item of each section and difficulty. */
export interface CertificateForm {
  asked: Omit<CertificateRow, "drawn">[];
  columns: number;
  columnOf: Record<Difficulty, number>[];
}

export function certificateForm({ areas, sections }: Blueprint, plan: CellPlan): CertificateForm {
  return {
    asked: areas.flatMap(({ code }, area) =>
      plan.columns.map((column) => ({
        area: code,
        section: sections[column.section]?.id ?? "",
        difficulty: column.difficulty,
        asked: expectedCell(plan, area, column),
      })),
    ),
    columns: plan.columns.length,
    columnOf: sections.map((_, section) => columnOf(plan, section)),
  };
}

function columnOf({ columns }: CellPlan, section: number): Record<Difficulty, number> {
  const counting = difficulties.map((difficulty) => [
    difficulty,
    columns.findIndex(
      (column) => column.section === section && (column.difficulty ?? difficulty) === difficulty,
    ),
  ]);
  return Object.fromEntries(counting);
}

/** Counts the items that stand on the paper, not what the plan meant to put there. */
export function certificateTable(
  { asked, columns, columnOf }: CertificateForm,
  items: readonly StockItem[],
  chosen: readonly (readonly number[])[],
): CertificateRow[] {
  const drawn = new Int32Array(asked.length);
  chosen.forEach((numbers, section) => {
    for (const number of numbers) {
      const item = items[number];
      if (item === undefined) continue;
      const row = item.stratum.areaIndex * columns + (columnOf[section]?.[item.difficulty] ?? 0);
      drawn[row] = (drawn[row] ?? 0) + 1;
    }
  });
  return asked.map(({ area, section, difficulty, asked }, row) => ({
    area,
    section,
    difficulty,
    asked,
    drawn: drawn[row] ?? 0,
  }));
}
