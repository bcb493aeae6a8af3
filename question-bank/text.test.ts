import { expect, test } from "vitest";
import { fold, foldAnswer, halfWidth } from "./text.ts";

test("width and white space fold, superscripts and circled numbers stay", () => {
  expect(halfWidth("ＡＢ１（　）")).toBe("AB1( )");
  expect(fold("10² 与 ① Ａ")).toBe("10²与①a");
});

test.each([
  ["ＣＴＲ", "ctr", false, true],
  ["电子 商务", "电子商务", false, true],
  ["Web　浏览器", "web浏览器", false, true],
  ["search  engine", "Search Engine", false, true],
  ["searchengine", "search engine", false, false],
  ["ls", "LS", true, false],
  ["ｌｓ", "ls", true, true],
])("%j and %j (case sensitive: %s) are equal: %s", (a, b, caseSensitive, equal) => {
  expect(foldAnswer(a, caseSensitive) === foldAnswer(b, caseSensitive)).toBe(equal);
});
