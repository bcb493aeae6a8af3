import fc from "fast-check";
import { expect, test } from "vitest";
import { nextNumber, seedState, shuffle, withGenerator } from "./random.ts";
import { chiSquare, chiSquareLimit } from "./testing/statistics.ts";

test("a state is a plain value: it survives JSON and gives the same numbers again", () => {
  const state = seedState("seed");
  const copy = JSON.parse(JSON.stringify(state));
  expect(nextNumber(copy)).toEqual(nextNumber(state));
  const [first, after] = nextNumber(state);
  expect(nextNumber(after)[0]).not.toBe(first);
});

test("a lent generator leaves the state it was lent from unchanged and returns the one after", () => {
  const state = seedState("seed");
  const use = () => withGenerator(state, (generator) => [generator.below(1000), generator.below(1000)]);
  const [numbers, after] = use();
  expect(use()).toEqual([numbers, after]);
  const [one, between] = withGenerator(state, (generator) => generator.below(1000));
  const [two, end] = withGenerator(between, (generator) => generator.below(1000));
  expect([[one, two], end]).toEqual([numbers, after]);
});

test("below stays within its bounds, also where they do not divide 2³²", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 2 ** 32 }), (seed, n) => {
      const [value] = withGenerator(seedState(seed), (generator) => generator.below(n));
      return Number.isInteger(value) && value >= 0 && value < n;
    }),
  );
});

test("each number and each order is equally likely", () => {
  const numbers = new Array<number>(7).fill(0);
  const orders = new Map<string, number>();
  withGenerator(seedState("evenly"), (generator) => {
    for (let round = 0; round < 60_000; round += 1) {
      const number = generator.below(7);
      numbers[number] = (numbers[number] ?? 0) + 1;
      const list = [1, 2, 3, 4];
      shuffle(list, generator);
      orders.set(list.join(), (orders.get(list.join()) ?? 0) + 1);
    }
  });
  expect(orders.size).toBe(24);
  expect(chiSquare(numbers)).toBeLessThan(chiSquareLimit(6));
  expect(chiSquare([...orders.values()])).toBeLessThan(chiSquareLimit(23));
});
