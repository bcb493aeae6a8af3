import { expect, test } from "vitest";
import { namesIn, numberedNames } from "./account-names.ts";

test("names are read however a list was pasted, each once", () => {
  expect(namesIn("zhao\nqian，sun; li\t zhao\n\n")).toEqual(["zhao", "qian", "sun", "li"]);
  expect(namesIn(" \n")).toEqual([]);
});
test("numbered names pass over those that are taken", () => {
  expect(numberedNames(3, ["jiankao02"])).toEqual(["jiankao01", "jiankao03", "jiankao04"]);
});
