import fc from "fast-check";
import { expect, test } from "vitest";
import { createGuard } from "./enemies.ts";
import { seedState, withGenerator } from "./random.ts";
import { type Guard, sampleStratum } from "./sampler.ts";
import { chiSquare, chiSquareLimit } from "./testing/statistics.ts";

function sample(first: number, size: number, count: number, guard: Guard, seed: string): number[] | null {
  const into: number[] = [];
  const [ok] = withGenerator(seedState(seed), (generator) =>
    sampleStratum(first, size, count, guard, into, generator),
  );
  return ok ? into : null;
}

test("items come from the stratum, each at most once, as many as asked", () => {
  fc.assert(
    fc.property(fc.nat(50), fc.nat(40), fc.nat(40), fc.string(), (first, size, count, seed) => {
      const items = sample(first, size, count, null, seed);
      if (count > size) return items === null;
      return (
        items?.length === count &&
        new Set(items).size === count &&
        items.every((item) => item >= first && item < first + size)
      );
    }),
  );
});

test("each ordered pair of items is equally likely", () => {
  const pairs = new Map<string, number>();
  for (let seed = 0; seed < 24_000; seed += 1) {
    const pair = `${sample(100, 6, 2, null, `${seed}`)}`;
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  expect(pairs.size).toBe(30);
  expect(chiSquare([...pairs.values()])).toBeLessThan(chiSquareLimit(29));
});

test("an enemy of an item drawn is passed over; a stratum of enemies runs out", () => {
  const enemies = new Map([
    [0, new Set([1, 2])],
    [1, new Set([0, 2])],
    [2, new Set([0, 1])],
  ]);
  for (let seed = 0; seed < 200; seed += 1) {
    const items = sample(0, 4, 2, createGuard(enemies), `${seed}`);
    expect(items).toContain(3);
    expect(sample(0, 4, 3, createGuard(enemies), `${seed}`)).toBeNull();
  }
});
