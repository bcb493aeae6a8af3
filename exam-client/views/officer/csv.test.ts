import fc from "fast-check";
import { expect, test } from "vitest";
import { toCsv } from "./csv.ts";

const bare = (rows: Parameters<typeof toCsv>[0]) => toCsv(rows).slice(1);

test("begins with the byte order mark, so that Excel reads UTF-8", () => {
  expect(toCsv([["姓名"]])).toBe("\uFEFF姓名\r\n");
});

test.each([
  ["王小明", "王小明"],
  [87.5, "87.5"],
  [-3, "-3"],
  [null, ""],
  ["a,b", '"a,b"'],
  ['他说"好"', '"他说""好"""'],
  ["两\n行", '"两\n行"'],
  ["=1+1", "'=1+1"],
  ["+86", "'+86"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  [" =1", "' =1"],
  ["\t=1", `"'\t=1"`],
  ["＝1", "'＝1"],
  ["202611220123", "202611220123"],
  ["310101199001011237", "310101199001011237"],
  ["31010119900101123X", "31010119900101123X"],
  ["12", "12"],
])("%j is written as %j", (cell, text) => {
  expect(bare([[cell]])).toBe(`${text}\r\n`);
});

/** A reader by RFC 4180, written apart from the writer. */
function parse(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n)/g)) {
    rows[rows.length - 1]?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

test("whatever a cell holds, it stays one cell and never begins as a formula", () => {
  const cell = fc.oneof(fc.string(), fc.stringMatching(/^[=+\-@\t\r ",\n]{1,4}$/));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 5 }), (rows) => {
      const read = parse(bare(rows));
      expect(read.map((row) => row.length)).toEqual(rows.map(() => 3));
      for (const text of read.flat()) expect(text.trimStart()).not.toMatch(/^[=+\-@]/);
      expect(read.flat().map((text, n) => text.endsWith(rows.flat()[n] ?? ""))).not.toContain(false);
    }),
  );
});
