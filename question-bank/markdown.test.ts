import { expect, test } from "vitest";
import { countBlanks, imagesIn, renderLine, renderMarkdown } from "./markdown.ts";

const media = (path: string) => `/m/${path}`;

test("raw HTML, scripts and links come out as text", () => {
  const html = renderMarkdown(
    "<script>alert(1)</script> [点我](https://example.com) <https://example.com> [a][b]\n\n[b]: https://example.com",
    media,
  );
  expect(html).not.toMatch(/<script|<a |href/);
  expect(html).toContain("&lt;script&gt;");
});

test("images come from the bank's own media only", () => {
  expect(renderMarkdown("![柱状图](media/销售额.png)", media)).toContain(
    '<img src="/m/media/销售额.png" alt="柱状图">',
  );
  for (const source of [
    "https://example.com/a.png",
    "data:image/png;base64,AA",
    "media/../a.png",
    "media/a/b.png",
    "/etc/passwd",
  ]) {
    expect(renderMarkdown(`![图](${source})`, media), source).not.toContain("<img");
  }
  expect(renderMarkdown("![图](media/a.png)", () => null)).toBe("<p>图</p>");
});

test("an address cannot break out of its attribute", () => {
  const html = renderMarkdown('![a"b](media/a.png)', () => '"><script>');
  expect(html).not.toContain("<script>");
  expect(html).toContain('alt="a&quot;b"');
});

test("tables and emphasis are kept", () => {
  expect(renderMarkdown("| a | b |\n|---|---|\n| **1** | 2 |", media)).toContain("<strong>1</strong>");
});

test("a single line stands without a paragraph, several lines keep theirs", () => {
  expect(renderLine("**甲**", media)).toBe("<strong>甲</strong>");
  expect(renderLine("甲\n\n乙", media)).toBe("<p>甲</p>\n<p>乙</p>");
});

test.each([
  ["没有空", 0],
  ["一个____空", 1],
  ["____", 1],
  ["____ 和 ______，还有\n\n____", 3],
  ["两条 __ 和三条 ___ 不是空", 0],
  ["代码 `____` 不是空", 0],
])("blanks of %j: %i", (text, count) => {
  expect(countBlanks(text)).toBe(count);
});

test("image sources are found as written, Chinese names included", () => {
  expect(imagesIn("![a](media/销售.png) `![b](media/b.png)` ![c](media/c.png)")).toEqual([
    "media/销售.png",
    "media/c.png",
  ]);
});
