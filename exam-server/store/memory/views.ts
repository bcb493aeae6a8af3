import type { ViewRow, ViewStore } from "../store.ts";

const placeOf = ({ kind, key }: Pick<ViewRow, "kind" | "key">) => `${kind}\n${key}`;

export function memoryViews(): ViewStore {
  const rows = new Map<string, ViewRow>();
  let position = 0;
  let shape = 0;
  return {
    position: async () => position,
    apply: async (put, remove, to) => {
      for (const row of remove) rows.delete(placeOf(row));
      for (const row of put) rows.set(placeOf(row), { ...row });
      position = to;
    },
    rows: async (kind, sitting) =>
      [...rows.values()]
        .filter((row) => row.kind === kind && row.sitting === sitting)
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map((row) => ({ ...row })),
    row: async (kind, key) => structuredClone(rows.get(placeOf({ kind, key }))),
    shape: async () => shape,
    drop: async (of) => {
      rows.clear();
      position = 0;
      shape = of;
    },
  };
}
