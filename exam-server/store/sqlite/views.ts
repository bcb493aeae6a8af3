import type { Database } from "better-sqlite3";
import type { ViewRow, ViewStore } from "../store.ts";

type ViewKey = Pick<ViewRow, "kind" | "key">;

function applier(
  db: Database,
): (put: readonly ViewRow[], remove: readonly ViewKey[], position: number) => void {
  const putRow = db.prepare(
    `INSERT INTO view (kind, key, sitting, json) VALUES (?, ?, ?, ?) ON CONFLICT (kind, key)
    DO UPDATE SET sitting = excluded.sitting, json = excluded.json`,
  );
  const removeRow = db.prepare("DELETE FROM view WHERE kind = ? AND key = ?");
  const move = db.prepare("UPDATE view_position SET position = ?");
  return db.transaction((put: readonly ViewRow[], remove: readonly ViewKey[], position: number) => {
    for (const { kind, key } of remove) removeRow.run(kind, key);
    for (const { kind, key, sitting, json } of put) putRow.run(kind, key, sitting, json);
    move.run(position);
  }).immediate;
}

export function sqliteViews(db: Database): ViewStore {
  const apply = applier(db);
  const position = db.prepare<[], number>("SELECT position FROM view_position").pluck();
  const rows = db.prepare<[string, string], ViewRow>(
    "SELECT kind, key, sitting, json FROM view WHERE kind = ? AND sitting = ? ORDER BY key",
  );
  const row = db.prepare<[string, string], ViewRow>(
    "SELECT kind, key, sitting, json FROM view WHERE kind = ? AND key = ?",
  );
  const clear = db.prepare("DELETE FROM view");
  const rewind = db.prepare("UPDATE view_position SET position = 0, shape = ?");
  const shape = db.prepare<[], number>("SELECT shape FROM view_position").pluck();
  const drop = db.transaction((of: number) => {
    clear.run();
    rewind.run(of);
  });
  return {
    position: async () => position.get() ?? 0,
    apply: async (put, remove, to) => apply(put, remove, to),
    rows: async (kind, sitting) => rows.all(kind, sitting),
    row: async (kind, key) => row.get(kind, key),
    shape: async () => shape.get() ?? 0,
    drop: async (of) => drop.immediate(of),
  };
}
