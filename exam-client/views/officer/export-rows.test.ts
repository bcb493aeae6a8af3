import { expect, test } from "vitest";
import { wordsIn } from "../staff/i18n/words.ts";
import { withoutAbsentZeros } from "./absent.ts";
import { exportRows } from "./export-rows.ts";
import { aResult } from "./result.fixture.ts";
import { matching } from "./search.ts";
import { areasOf } from "./summary.ts";

const zh = wordsIn("zh");
const open = aResult({
  attempt: "a-2",
  name: "李雷",
  seat: "2",
  state: "in-progress",
  total: null,
  passed: null,
  areas: [],
});

test("exports the shown rows in their order, points as numbers", () => {
  const rows = exportRows([open, aResult()], areasOf([aResult()]), zh);
  expect(rows).toEqual([
    ["考场", "座位", "准考证号", "姓名", "状态", "总分", "结论", "范围1（满分 5）", "范围2（满分 20）"],
    ["03", "2", "202611220123", "李雷", "作答中", null, null, null, null],
    ["03", "12", "202611220123", "王小明", "已交卷", 87.5, "合格", 4, 10],
  ]);
});

test("the absent have 缺考 and dashes, no zeros", () => {
  const absent = withoutAbsentZeros(aResult({ state: "absent", total: 0, passed: false }));
  expect(exportRows([absent], areasOf([aResult()]), zh)[1]).toEqual([
    "03",
    "12",
    "202611220123",
    "王小明",
    "缺考",
    "—",
    "缺考",
    "—",
    "—",
  ]);
});

test("a search looks into name, admission number, room and seat", () => {
  const all = [aResult(), open];
  expect(matching(all, " 李 ")).toEqual([open]);
  expect(matching(all, "0123")).toEqual(all);
  expect(matching(all, "12")).toEqual(all);
  expect(matching(all, "")).toEqual(all);
  expect(matching(all, "x")).toEqual([]);
});
