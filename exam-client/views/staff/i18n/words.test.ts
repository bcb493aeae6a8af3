import { expect, test } from "vitest";
import { en } from "./en.ts";
import { wordsIn } from "./words.ts";
import { type StaffKey, zh } from "./zh.ts";

const holes = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

test("both languages have the same words with the same holes", () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(zh).sort());
  for (const key of Object.keys(zh) as StaffKey[])
    expect([key, holes(en[key])]).toEqual([key, holes(zh[key])]);
});
test("values fill the holes, unescaped", () => {
  expect(wordsIn("zh")("live.seat", { seat: "A&1" })).toBe("A&1座");
  expect(wordsIn("en")("list.minutesOf", { count: 90 })).toBe("90 min");
});
