import { describe, expect, test } from "vitest";
import { type Direction, howOf, neighbour, nobody, select, selectAll } from "./selection.ts";

const order = ["a", "b", "c", "d", "e"];
const chosen = (selection: typeof nobody) => [...selection.chosen].sort().join("");

describe("choosing seats", () => {
  const one = select(nobody, "b", "only", order);
  test("a click chooses one, ctrl adds and takes away", () => {
    expect(chosen(one)).toBe("b");
    const two = select(one, "d", "toggle", order);
    expect(chosen(two)).toBe("bd");
    expect(chosen(select(two, "b", "toggle", order))).toBe("d");
    expect(chosen(select(two, "a", "only", order))).toBe("a");
  });
  test("shift chooses from the anchor, either way, and the anchor stays", () => {
    const forth = select(one, "d", "range", order);
    expect(chosen(forth)).toBe("bcd");
    expect(chosen(select(forth, "a", "range", order))).toBe("ab");
    expect(chosen(select(nobody, "c", "range", order))).toBe("c");
  });
  test("an anchor that is not shown any more begins no range", () => {
    expect(chosen(select({ ...one, anchor: "gone" }, "d", "range", order))).toBe("d");
  });
  test("many at once, instead of the others or with them", () => {
    expect(chosen(selectAll(one, ["d", "e"], false))).toBe("de");
    expect(chosen(selectAll(one, ["d", "e"], true))).toBe("bde");
  });
  test("keys that go with a click", () => {
    const none = { shiftKey: false, ctrlKey: false, metaKey: false };
    expect(
      [none, { ...none, ctrlKey: true }, { ...none, metaKey: true }, { ...none, shiftKey: true }].map(howOf),
    ).toEqual(["only", "toggle", "toggle", "range"]);
  });
});

describe("moving by keys over the lines of the map", () => {
  const lines = [["1", "2", "3"], ["4", "5"], ["6"]];
  const cases: [string, Direction, string][] = [
    ["2", "left", "1"],
    ["3", "right", "4"],
    ["1", "left", "1"],
    ["2", "down", "5"],
    ["3", "down", "5"],
    ["5", "down", "6"],
    ["6", "down", "6"],
    ["6", "up", "4"],
    ["5", "first", "1"],
    ["5", "last", "6"],
    ["gone", "right", "1"],
  ];
  test.each(cases)("%s %s: %s", (from, direction, to) => expect(neighbour(lines, from, direction)).toBe(to));
  test("nowhere to go", () => expect(neighbour([], "1", "right")).toBeUndefined());
});
