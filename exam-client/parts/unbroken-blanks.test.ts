import { expect, test } from "vitest";
import { unbrokenBlanks } from "./unbroken-blanks.ts";

test("the spaces of a blank do not break, those of the sentence do", () => {
  expect(unbrokenBlanks("<p>网店 的（  ）是（\u3000）。</p>")).toBe(
    "<p>网店 的（\u00a0\u00a0）是（\u00a0\u00a0）。</p>",
  );
});

test("brackets that hold words stay as they are", () => {
  const html = "<p>（见 表1）与（）</p>";
  expect(unbrokenBlanks(html)).toBe(html);
});
