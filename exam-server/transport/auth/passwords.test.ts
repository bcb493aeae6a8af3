import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { makePassword } from "./passwords.ts";

test("a new password has at least 60 bits and no characters that look alike", () => {
  const passwords = Array.from({ length: 2000 }, () => makePassword(randomBytes));
  for (const password of passwords) expect(password).toMatch(/^[a-hjkmnp-z2-9]{5}(-[a-hjkmnp-z2-9]{5}){2}$/);
  expect(new Set(passwords).size).toBe(passwords.length);
  const used = new Set(passwords.join("").replaceAll("-", ""));
  expect(15 * Math.log2(used.size)).toBeGreaterThan(60);
});

test("bytes that would favour some letters are drawn again", () => {
  const bytes = [255, 254, 248, 0, 30, 31, 247];
  let next = 0;
  const random = () => Uint8Array.of(bytes[next++ % bytes.length] ?? 0);
  expect(makePassword(random)).toBe("a9a9a-9a9a9-a9a9a");
});
