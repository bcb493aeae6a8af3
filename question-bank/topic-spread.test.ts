import fc from "fast-check";
import { expect, test } from "vitest";
import { seedState, withGenerator } from "./random.ts";
import { spreadTopics } from "./topic-spread.ts";

function spread(need: number[], stock: number[], seed: string): number[] {
  const [taken] = withGenerator(seedState(seed), (generator) =>
    spreadTopics(Int32Array.from(need), Int32Array.from(stock), generator),
  );
  return [...taken];
}

function totalsOf(taken: readonly number[], pools: number): number[] {
  return Array.from({ length: taken.length / pools }, (_, topic) =>
    taken.slice(topic * pools, (topic + 1) * pools).reduce((sum, items) => sum + items, 0),
  );
}

/** All ways to take `need` items of one pool from topics that hold `stock` of it. */
function splits(need: number, stock: number[]): number[][] {
  const [first, ...rest] = stock;
  if (first === undefined) return need === 0 ? [[]] : [];
  const takes = Array.from({ length: Math.min(first, need) + 1 }, (_, take) => take);
  return takes.flatMap((take) => splits(need - take, rest).map((others) => [take, ...others]));
}

/** By trying everything: the sorted topic totals that are lexicographically greatest. */
function mostEven(need: number[], stock: number[]): number[] {
  const topics = stock.length / need.length;
  let totals = [Array.from({ length: topics }, () => 0)];
  need.forEach((wanted, pool) => {
    const column = Array.from({ length: topics }, (_, topic) => stock[topic * need.length + pool] ?? 0);
    const ways = splits(wanted, column);
    const sums = totals.flatMap((sum) =>
      ways.map((way) => sum.map((total, topic) => total + (way[topic] ?? 0))),
    );
    totals = [...new Map(sums.map((sum) => [sum.join(), sum])).values()];
  });
  return totals
    .map((sum) => sum.sort((a, b) => a - b))
    .reduce((best, sum) => (compare(sum, best) > 0 ? sum : best));
}

function compare(a: number[], b: number[]): number {
  const place = a.findIndex((value, index) => value !== b[index]);
  return place === -1 ? 0 : (a[place] ?? 0) - (b[place] ?? 0);
}

const cases = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
  .chain(([topics, pools]) =>
    fc.record({
      pools: fc.constant(pools),
      stock: fc.array(fc.integer({ min: 0, max: 4 }), {
        minLength: topics * pools,
        maxLength: topics * pools,
      }),
      parts: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: pools, maxLength: pools }),
    }),
  )
  .map(({ pools, stock, parts }) => ({
    stock,
    need: parts.map((part, pool) =>
      Math.round(
        (part / 100) * stock.reduce((sum, items, cell) => sum + (cell % pools === pool ? items : 0), 0),
      ),
    ),
  }));

test("DRAW-10 topics are as even as any assignment that the stock allows", () => {
  fc.assert(
    fc.property(cases, fc.string(), ({ need, stock }, seed) => {
      const taken = spread(need, stock, seed);
      const totals = totalsOf(taken, need.length).sort((a, b) => a - b);
      expect(totals).toEqual(mostEven(need, stock));
    }),
    { numRuns: 1000 },
  );
});

test("DRAW-10 every need is met and no stock overdrawn", () => {
  fc.assert(
    fc.property(cases, fc.string(), ({ need, stock }, seed) => {
      const taken = spread(need, stock, seed);
      taken.forEach((items, cell) => void expect(items).toBeLessThanOrEqual(stock[cell] ?? 0));
      const pools = need.map((_, pool) =>
        taken.reduce((sum, items, cell) => sum + (cell % need.length === pool ? items : 0), 0),
      );
      expect(pools).toEqual(need);
    }),
  );
});

test("DRAW-10 a topic that only one pool can serve makes the others move over", () => {
  // Topic 1 has pool 1 alone; topics 2 and 3 have both, and leave pool 1 to it.
  expect(totalsOf(spread([2, 4], [2, 0, 2, 2, 2, 2], "x"), 2)).toEqual([2, 2, 2]);
});

test("the extra item goes to each topic equally often", () => {
  const extra = [0, 0, 0];
  for (let seed = 0; seed < 3000; seed += 1) {
    const totals = totalsOf(spread([2, 2], [9, 9, 9, 9, 9, 9], `${seed}`), 2);
    const topic = totals.indexOf(2);
    extra[topic] = (extra[topic] ?? 0) + 1;
  }
  for (const count of extra) expect(Math.abs(count - 1000)).toBeLessThan(120);
});

test("a short pool is a bug of the caller", () => {
  expect(() => spread([3], [1, 1], "x")).toThrow(RangeError);
});
