/** Which version of the derived rows the table holds: rows of another one are made again. */
export const viewShape: readonly string[] = [
  "ALTER TABLE view_position ADD COLUMN shape INTEGER NOT NULL DEFAULT 0",
];
