import { expect, test } from "vitest";
import { namesIn, numberedNames, wrongLines } from "./account-names.ts";

test("names are read one a line, each once", () => {
  expect(namesIn("zhao\r\n qian\t\n\nzhao\n")).toEqual(["zhao", "qian"]);
  expect(namesIn("zhang san\nli,si")).toEqual(["zhang san", "li,si"]);
  expect(namesIn(" \n")).toEqual([]);
});
test("each line that is no account's name is told by its number", () => {
  expect(wrongLines("zhao\n\nzhang san\n监考3A\nli，si")).toEqual([
    { line: 3, name: "zhang san" },
    { line: 5, name: "li，si" },
  ]);
});
test("numbered names pass over those that are taken", () => {
  expect(numberedNames(3, ["jiankao02"])).toEqual(["jiankao01", "jiankao03", "jiankao04"]);
});
