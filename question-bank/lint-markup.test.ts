import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lintBankText } from "./lint.ts";
import { markupFaults } from "./lint-markup.ts";
import { loadSyllabus } from "./load.ts";
import { fixture, samples } from "./testing/fixture.ts";

test.each([
  ["<b>粗</b>", ["html-not-allowed"]],
  ["第一行<br>第二行", ["html-not-allowed"]],
  ["<BR/>", ["html-not-allowed"]],
  ["</p>", ["html-not-allowed"]],
  ["<div\nclass='x'>", ["html-not-allowed"]],
  ['<img src="media/a.png">', ["html-not-allowed"]],
  ["<script>alert(1)", ["html-not-allowed"]],
  ["<!-- 出题说明 -->", ["html-not-allowed"]],
  ["见[说明](https://example.org)", ["link-not-allowed"]],
  ["[甲](乙)", ["link-not-allowed"]],
  ["[甲](javascript:x)", ["link-not-allowed"]],
  ["<https://example.org>", ["link-not-allowed"]],
  ["[甲][1]\n\n[1]: https://example.org", ["link-not-allowed"]],
  ["<i>斜</i>，[甲](乙)", ["html-not-allowed", "link-not-allowed"]],
])("HTML and links are faults: %j", (text, codes) => {
  expect(markupFaults({ stem: text }).map(({ code }) => code)).toEqual(codes);
});

test.each([
  "若 a < b，则",
  "转化率<5%",
  "x<y",
  "x<y>z",
  "a<b 且 c>d",
  "利润 < 成本 > 0",
  "<品名>",
  "p<0.05",
  "网页的 `<title>` 标签",
  "```\n<b>\n```",
  "AT&T",
  "https://example.org",
  "____[万元]",
  "[  ]( )",
  "![图](media/a.png)",
])("neither HTML nor a link: %j", (text) => {
  expect(markupFaults({ stem: text, explanation: text, options: [{ text }] })).toEqual([]);
});

test("BANK-1 HTML and links are reported in stem, options and explanation, by line and in an author's words", () => {
  const single = samples().find(({ type }) => type === "single-choice")?.item;
  const options = ["甲", "<b>乙</b>", "丙", "丁"].map((text, index) => ({ id: "ABCD"[index], text }));
  const item = { ...single, stem: "看<u>这里</u>", options, explanation: "见[这里](https://example.org)" };
  const head = {
    format: "kaochang-bank/1",
    id: "b",
    title: "题库",
    qualification: "ecommerce-l3",
    test: "theory",
  };
  const text = JSON.stringify({ ...head, items: [item] }, null, 2);
  const faults = lintBankText(text, { syllabus: loadSyllabus(fixture("syllabuses", "ecommerce-l3.json")) });
  const lineOf = (piece: string) => text.split("\n").findIndex((line) => line.includes(piece)) + 1;
  expect(faults).toHaveLength(3);
  expect(faults).toEqual(
    expect.arrayContaining([
      {
        code: "html-not-allowed",
        pointer: "/items/0/stem",
        line: lineOf("<u>"),
        itemId: single?.id,
        message: "不能用 HTML 标签，现在有 <u>；粗体写 **文字**，要让考生看到标签本身，请放进反引号：`<u>`",
      },
      expect.objectContaining({
        code: "html-not-allowed",
        pointer: "/items/0/options/1/text",
        line: lineOf("<b>"),
      }),
      expect.objectContaining({ code: "link-not-allowed", pointer: "/items/0/explanation" }),
    ]),
  );
});

test("the page on the format names both codes, and a fault of shape hides neither", () => {
  const page = readFileSync(new URL("./README.md", import.meta.url), "utf8");
  const faults = markupFaults({ stem: 1, options: [null, "x", { text: "<br>" }], explanation: "[a](b)" });
  expect(faults.map(({ path }) => path)).toEqual([["explanation"], ["options", 2, "text"]]);
  for (const { code } of faults) expect(page).toContain(`\`${code}\``);
});
