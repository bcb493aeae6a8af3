import fc from "fast-check";
import { findNodeAtLocation, parseTree } from "jsonc-parser";
import { expect, test } from "vitest";
import { linesOf, type Path, repeatedFields, syntaxFaults, toPointer } from "./json-text.ts";

function pathsIn(value: unknown, path: (string | number)[] = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, each]) =>
    pathsIn(each, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...inner];
}

test("the lines are those of a syntax tree", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 2), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      // An object keeps no order for names like "1", so the paths come from what a reader gets.
      const paths = pathsIn(JSON.parse(text)).filter((path) => path.length > 0);
      const tree = parseTree(text);
      const expected = paths.map((path) => {
        const node = tree && findNodeAtLocation(tree, [...path]);
        const start = (node?.parent?.type === "property" ? node.parent : node)?.offset ?? 0;
        return text.slice(0, start).split("\n").length;
      });
      expect(linesOf(text, paths)).toEqual(expected);
    }),
  );
});

test("what is missing has the line of what should hold it", () => {
  const text = '{\n "items": [\n  {\n   "id": 1\n  }\n ]\n}';
  expect(linesOf(text, [["items", 0, "key"], ["items", 7], ["title"], []])).toEqual([3, 2, 1, 1]);
});

test("broken JSON is named by line, once per line, in words", () => {
  const faults = syntaxFaults('{\n "a": 1\n "b"： 2,\n "c": [1, 2,],\n}');
  expect(faults.map(({ line }) => line)).toEqual([3, 4, 5]);
  expect(faults[0]?.message).toContain("缺少逗号");
  for (const { message } of faults) expect(message).toMatch(/^不是合格的 JSON：/);
});

test.each(["", "{", "[1, 2", '{"a": "b', '{"a": tru}', "{} {}", "// x\n{}", '{"a": "\t"}'])(
  "%j has a fault",
  (text) => {
    expect(syntaxFaults(text)).not.toEqual([]);
  },
);

test("a field written twice is found with its path", () => {
  const text = '{\n "items": [\n  { "key": "A",\n    "key": "B" },\n  { "key": "A" } ]\n}';
  expect(repeatedFields(text)).toEqual([
    { path: ["items", 0, "key"], line: 4, message: "字段“key”写了两次" },
  ]);
});

test("pointers are escaped as RFC 6901 says", () => {
  expect(toPointer(["items", 3, "a/b~c"])).toBe("/items/3/a~1b~0c");
});
