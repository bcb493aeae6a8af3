import fc from "fast-check";
import { expect, test } from "vitest";
import { atMost, distance, parseDecimal, percentOf, toDecimal } from "./decimal.ts";

test.each([
  ["12", 12n, 0],
  ["-0.50", -50n, 2],
  ["+3.", 3n, 0],
  [".5", 5n, 1],
  ["1,234,567.8", 12345678n, 1],
  ["１２３．４", 1234n, 1],
  ["－５", -5n, 0],
  ["−5", -5n, 0],
  ["1，234", 1234n, 0],
  ["3。14", 314n, 2],
  [" 7 ", 7n, 0],
])("%j is read", (text, units, scale) => {
  expect(parseDecimal(text)).toEqual({ units, scale });
});

test.each(["", ".", "-", "1e3", "1,23", "12,34,567", "1 2", "0x1f", "五", "1.2.3", "NaN", "--1", "%"])(
  "%j is not a decimal number",
  (text) => {
    expect(parseDecimal(text)).toBeNull();
  },
);

test("binary fractions decide nothing: 0.8 lies within 0.1 of 0.7", () => {
  expect(0.8 - 0.7 <= 0.1).toBe(false);
  expect(atMost(distance(toDecimal(0.8), toDecimal(0.7)), toDecimal(0.1))).toBe(true);
  expect(atMost(distance({ units: 3n, scale: 1 }, toDecimal(0.3)), toDecimal(0))).toBe(true);
});

test("small and large numbers of a file are exact", () => {
  expect(toDecimal(1e-7)).toEqual({ units: 1n, scale: 7 });
  expect(toDecimal(1.5e21)).toEqual({ units: 1_500_000_000_000_000_000_000n, scale: 0 });
});

test("a file's number and the same number typed are at distance 0", () => {
  const typed = fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 999 }));
  fc.assert(
    fc.property(typed, ([whole, thousandths]) => {
      const text = `${whole}.${String(thousandths).padStart(3, "0")}`;
      const read = parseDecimal(text);
      expect(read && distance(read, toDecimal(Number(text))).units).toBe(0n);
    }),
  );
});

test("a percentage is of the magnitude", () => {
  expect(atMost(toDecimal(2), percentOf(toDecimal(-200), toDecimal(1)))).toBe(true);
  expect(atMost(toDecimal(2.01), percentOf(toDecimal(-200), toDecimal(1)))).toBe(false);
});
