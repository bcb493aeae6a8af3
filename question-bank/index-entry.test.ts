import { expect, test } from "vitest";
import { drawIndex, toIndexEntry } from "./index-entry.ts";
import { type Item, itemSchema } from "./item.ts";
import { samples } from "./testing/fixture.ts";

const item: Item = itemSchema.parse(samples().find(({ type }) => type === "single-choice")?.item);

test("area and topic come from the first syllabus code, a bare area is its own topic", () => {
  expect(toIndexEntry({ ...item, syllabus: ["3.1.2", "4.1"] })).toMatchObject({
    area: "3",
    topic: "3.1",
    options: 4,
  });
  expect(toIndexEntry({ ...item, syllabus: ["10.11"] })).toMatchObject({ area: "10", topic: "10.11" });
  expect(toIndexEntry({ ...item, syllabus: ["3"] })).toMatchObject({ area: "3", topic: "3" });
});

test("an entry holds no text and no key", () => {
  expect(Object.keys(toIndexEntry(item)).sort()).toEqual(
    ["area", "difficulty", "enemies", "id", "options", "topic", "type", "version"].sort(),
  );
});

test("only active items are drawn from", () => {
  const statuses = ["active", "draft", "retired"] as const;
  expect(drawIndex(statuses.map((status) => ({ ...item, id: status, status }))).map(({ id }) => id)).toEqual([
    "active",
  ]);
});
