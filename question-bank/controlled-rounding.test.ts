import fc from "fast-check";
import { expect, test } from "vitest";
import { roundShares, roundTable } from "./controlled-rounding.ts";
import { seedState, withGenerator } from "./random.ts";

/** Tables with whole margins: rows of whole numbers split over columns that take fixed parts of them. */
const table = fc
  .record({
    parts: fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 6 }),
    rows: fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 9 }),
  })
  .map(({ parts, rows }) => ({ parts: [...parts, 1], rows }))
  .map(({ parts, rows }) => {
    const whole = parts.reduce((sum, part) => sum + part, 0);
    // The last row makes the sum of the rows a multiple of the whole, and with it each column's sum whole.
    const short = (whole - (rows.reduce((sum, row) => sum + row, 0) % whole)) % whole;
    return { parts, whole, rows: [...rows, short] };
  });

test("a table is rounded to floors and ceilings with every row and column sum exact", () => {
  fc.assert(
    fc.property(table, fc.string(), ({ parts, whole, rows }, seed) => {
      const numerators = rows.flatMap((row) => parts.map((part) => row * part));
      const [cells] = withGenerator(seedState(seed), (generator) =>
        roundTable(numerators, whole, parts.length, generator),
      );
      cells.forEach((cell, place) => {
        expect(Math.abs(cell - (numerators[place] ?? 0) / whole)).toBeLessThan(1);
      });
      const sum = (keep: (place: number) => boolean) =>
        cells.reduce((total, cell, place) => total + (keep(place) ? cell : 0), 0);
      rows.forEach((row, index) => {
        expect(sum((place) => Math.floor(place / parts.length) === index)).toBe(row);
      });
      const total = rows.reduce((all, row) => all + row, 0);
      parts.forEach((part, index) => {
        expect(sum((place) => place % parts.length === index)).toBe((total * part) / whole);
      });
    }),
  );
});

test("the mean of each cell of a table is its share", () => {
  const numerators = [3, 3, 4, 5, 1, 4, 2, 6, 2];
  const rounds = 40_000;
  const sums = new Array<number>(9).fill(0);
  withGenerator(seedState("means"), (generator) => {
    for (let round = 0; round < rounds; round += 1) {
      roundTable(numerators, 10, 3, generator).forEach((cell, place) => {
        sums[place] = (sums[place] ?? 0) + cell;
      });
    }
  });
  // Five standard errors of a cell that is 0 or 1.
  sums.forEach((sum, place) => {
    expect(Math.abs(sum / rounds - (numerators[place] ?? 0) / 10)).toBeLessThan(2.5 / Math.sqrt(rounds));
  });
});

test("a table whose sums are not whole is refused", () => {
  const round = () => withGenerator(seedState(""), (generator) => roundTable([1, 1, 1, 2], 10, 2, generator));
  expect(round).toThrow(RangeError);
});

test("shares are rounded to floors and ceilings with their sum exact and their means kept", () => {
  const numerators = [250, 50, 150, 375, 175];
  const rounds = 40_000;
  const sums = numerators.map(() => 0);
  withGenerator(seedState("shares"), (generator) => {
    for (let round = 0; round < rounds; round += 1) {
      const rounded = roundShares(numerators, 100, generator);
      expect(rounded.reduce((sum, value) => sum + value, 0)).toBe(10);
      rounded.forEach((value, place) => {
        expect(Math.abs(value - (numerators[place] ?? 0) / 100)).toBeLessThan(1);
        sums[place] = (sums[place] ?? 0) + value;
      });
    }
  });
  sums.forEach((sum, place) => {
    expect(Math.abs(sum / rounds - (numerators[place] ?? 0) / 100)).toBeLessThan(2.5 / Math.sqrt(rounds));
  });
});
