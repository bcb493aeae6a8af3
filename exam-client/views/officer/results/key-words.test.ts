import { expect, test } from "vitest";
import { wordsIn } from "../../staff/i18n/words.ts";
import { keyWords } from "./key-words.ts";

const inChinese = (fields: Record<string, unknown>) => keyWords(fields, wordsIn("zh"));

test("a new key is told in words, whatever type of question it is of", () => {
  expect(inChinese({ key: "C" })).toBe("答案改为 C");
  expect(inChinese({ key: ["A", "B", "D"] })).toBe("答案改为 ABD");
  expect(inChinese({ key: false })).toBe("答案改为 错误 ×");
  expect(inChinese({ key: 12, tolerance: { absolute: 0.5 } })).toBe("答案改为 12 ±0.5");
  expect(inChinese({ key: 12, tolerance: { percent: 5 } })).toBe("答案改为 12 ±5%");
  const blanks = [
    { accept: ["网店", "店铺"], caseSensitive: false },
    { accept: ["SEO"], caseSensitive: true },
  ];
  expect(inChinese({ blanks })).toBe("第 1 空改为 网店 / 店铺、第 2 空改为 SEO");
});
