import { expect, test } from "vitest";
import { mergeFields, withItem } from "./merge.ts";

test("what was typed stays, what the other saved comes in", () => {
  const base = { title: "甲", site: "一", notes: "" };
  expect(mergeFields(base, { ...base, title: "乙" }, { ...base, site: "二" })).toEqual({
    title: "乙",
    site: "二",
    notes: "",
  });
  expect(mergeFields(base, { ...base, title: "乙" }, { ...base, title: "丙" }).title).toBe("乙");
  expect(mergeFields(base, base, { ...base, title: "丙" }).title).toBe("丙");
});
test("fields are compared by what they hold", () => {
  const base = { doors: [1] };
  expect(mergeFields(base, { doors: [1] }, { doors: [2] })).toEqual({ doors: [2] });
});
test("an item takes its own place, a new one the last", () => {
  const list = [
    { id: "a", n: 1 },
    { id: "b", n: 2 },
  ];
  expect(withItem(list, { id: "a", n: 3 }).map(({ n }) => n)).toEqual([3, 2]);
  expect(withItem(list, { id: "c", n: 3 }).map(({ n }) => n)).toEqual([1, 2, 3]);
});
