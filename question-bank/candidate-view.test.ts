import fc from "fast-check";
import { expect, test } from "vitest";
import { candidateItem } from "./candidate-view.ts";
import { type Item, itemSchema } from "./item.ts";
import { anyItem, secretMark } from "./testing/arbitrary-item.ts";
import { samples } from "./testing/fixture.ts";

const allowed = ["blanks", "id", "options", "stemHtml", "type", "unit", "version"];
const noMedia = () => null;

function view(item: Item, order: number[] = []) {
  return candidateItem(item, order, (path) => `/media/${path}`);
}

test("SEC-1 the view of an item holds no key, explanation, accepted answer, tolerance, enemy or source", () => {
  fc.assert(
    fc.property(anyItem, (item) => {
      const shown = view(item);
      expect(Object.keys(shown).filter((field) => !allowed.includes(field))).toEqual([]);
      const text = JSON.stringify(shown);
      expect(text).not.toContain(secretMark);
      expect(text).not.toMatch(/"(key|explanation|accept|tolerance|enemies|source|syllabus|difficulty)"/);
      if (item.type === "numeric") {
        expect(text).not.toContain(String(item.key));
        expect(text).not.toContain(JSON.stringify(item.tolerance));
      }
    }),
  );
});

test("SEC-1 two items that differ in their secrets alone look the same", () => {
  fc.assert(
    fc.property(anyItem, (item) => {
      const other: Item = {
        ...item,
        explanation: "另一个解析",
        enemies: [],
        source: "另一个出处",
        difficulty: "hard",
      };
      if (other.type === "single-choice") other.key = other.options.at(-1)?.id ?? "A";
      if (other.type === "multiple-choice") other.key = other.options.map(({ id }) => id);
      if (other.type === "true-false") other.key = !other.key;
      if (other.type === "numeric") other.key += 1;
      if (other.type === "fill-in")
        other.blanks = other.blanks.map(() => ({ accept: ["别的"], caseSensitive: true }));
      expect(view(other)).toEqual(view(item));
    }),
  );
});

test("options stand in the order asked for and keep their authors' letters", () => {
  const item = itemSchema.parse(samples().find(({ type }) => type === "single-choice")?.item);
  const { options } = view(item, [2, 0, 3, 1]);
  expect(options?.map(({ id, html }) => `${id} ${html}`)).toEqual(["C 6%", "A 0.3%", "D 30%", "B 3%"]);
  expect(() => view(item, [0, 9])).toThrow(RangeError);
});

test("blanks are numbered in the stem of an item that has blanks to fill, and in no other", () => {
  const fillIn = itemSchema.parse(samples().find(({ type }) => type === "fill-in")?.item);
  const { blanks, stemHtml } = view(fillIn);
  expect(blanks).toBe(3);
  expect(stemHtml.match(/<span class="blank">（\d）____<\/span>/g)).toHaveLength(3);
  const choice = itemSchema.parse(samples().find(({ type }) => type === "single-choice")?.item);
  expect(candidateItem({ ...choice, stem: "____ 是什么？" }, [], noMedia).stemHtml).not.toContain("（1）");
});
