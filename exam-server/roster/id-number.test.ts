import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkDigit, checkIdNumber } from "./id-number.ts";

const today = "2026-05-29";
const digits = (count: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((all) => all.join(""));
const birth = fc
  .date({ min: new Date("1930-01-01T00:00:00Z"), max: new Date("2026-05-28T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10).replaceAll("-", ""));
const right = fc.tuple(digits(6), birth, digits(3)).map(([region, day, order]) => {
  const body = region + day + order;
  return body + checkDigit(body);
});
const wide = (text: string) =>
  [...text].map((one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join("");

describe("居民身份证", () => {
  test("PLAN-2 a right number is taken however it is typed, and written one way", () => {
    fc.assert(
      fc.property(right, (number) => {
        for (const typed of [
          number,
          number.toLowerCase(),
          wide(number),
          ` ${number.slice(0, 6)} ${number.slice(6)}　`,
        ]) {
          expect(checkIdNumber("resident", typed, today)).toEqual({ ok: true, value: number });
        }
      }),
    );
  });

  test("PLAN-2 one wrong digit, or two neighbours exchanged, is always noticed", () => {
    fc.assert(
      fc.property(right, fc.nat(16), fc.integer({ min: 1, max: 9 }), (number, place, by) => {
        const digit = String((Number(number[place]) + by) % 10);
        const wrong = number.slice(0, place) + digit + number.slice(place + 1);
        expect(checkIdNumber("resident", wrong, today).ok).toBe(false);
        const [one = "", other = ""] = [number[place], number[place + 1]];
        const turned = number.slice(0, place) + other + one + number.slice(place + 2);
        fc.pre(one !== other);
        expect(checkIdNumber("resident", turned, today).ok).toBe(false);
      }),
    );
  });

  test("PLAN-2 whatever else is typed is refused with a sentence and never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 30 }), (text) => {
        const result = checkIdNumber("resident", text, today);
        if (!result.ok) expect(result.sentence).not.toBe("");
        else expect(result.value).toMatch(/^\d{17}[\dX]$/);
      }),
    );
  });

  // The specimen of the standard GB 11643-1999.
  test("PLAN-2 the standard's own example holds", () => {
    expect(checkIdNumber("resident", "11010519491231002X", today).ok).toBe(true);
    expect(checkIdNumber("resident", "440524188001010014", today)).toMatchObject({
      sentence: expect.stringContaining("1880-01-01"),
    });
  });

  const faults = [
    { number: "", says: "没有证件号" },
    { number: "110105491231002", says: "15 位的旧身份证号" },
    { number: "11010519491231002", says: "18 位，现在是 17 位" },
    { number: "110105194902290020", says: "出生日期（1949-02-29）不存在" },
    { number: "11010520991231002X", says: "出生日期（2099-12-31）不存在" },
  ];
  test.each(faults)("“$number”: $says", ({ number, says }) => {
    expect(checkIdNumber("resident", number, today)).toMatchObject({
      sentence: expect.stringContaining(says),
    });
  });
});

const others = [
  { type: "passport", right: "E12345678", wrong: "护照号" },
  { type: "hk-macao", right: "h12345678", wrong: "12345678" },
  { type: "taiwan", right: "12345678", wrong: "AB" },
  { type: "permanent-resident", right: "CHN110101010101", wrong: "123" },
  { type: "military", right: "军字第1234567号", wrong: "1" },
] as const;
test.each(others)("$type: $right is one, $wrong is none", ({ type, right, wrong }) => {
  expect(checkIdNumber(type, right, today).ok).toBe(true);
  expect(checkIdNumber(type, wrong, today).ok).toBe(false);
});
