import { expect, test } from "vitest";
import { en } from "./en.ts";
import { zh } from "./zh.ts";

type Tree = { [key: string]: string | Tree };

function sentences(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "string"
      ? [[`${path}${key}`, value] as [string, string]]
      : sentences(value, `${path}${key}.`),
  );
}

const blanks = (sentence: string) => [...new Set(sentence.match(/\{\{\w+\}\}/g))].sort();

test("both languages have the same sentences with the same blanks, none empty", () => {
  const shape = (tree: Tree) => sentences(tree).map(([key, text]) => [key, blanks(text)]);
  expect(shape(en).sort()).toEqual(shape(zh).sort());
  for (const [, text] of [...sentences(zh), ...sentences(en)]) expect(text.trim()).not.toBe("");
});
