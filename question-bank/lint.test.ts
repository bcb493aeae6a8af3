import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lintBanks, lintBankText } from "./lint.ts";
import { loadBankFiles, loadSyllabus } from "./load.ts";
import { fixture, samples } from "./testing/fixture.ts";

const syllabus = loadSyllabus(fixture("syllabuses", "ecommerce-l3.json"));

function bank(items: unknown[], more: object = {}): string {
  const head = {
    format: "kaochang-bank/1",
    id: "b",
    title: "题库",
    qualification: "ecommerce-l3",
    test: "theory",
  };
  return JSON.stringify({ ...head, items, ...more }, null, 2);
}

function item(fields: object = {}): object {
  return { ...samples().find(({ type }) => type === "single-choice")?.item, ...fields };
}

function everyFault() {
  const result = loadBankFiles([fixture("samples", "banks", "every-fault.json")], syllabus);
  return result.ok ? [] : result.faults;
}

function codes(text: string): string[] {
  return lintBankText(text, { syllabus }).map(({ code }) => code);
}

test("BANK-1 one file with every fault: each is reported at once, by code, pointer, line and item", () => {
  const faults = everyFault();
  expect(faults.map(({ code, pointer, line, itemId }) => [code, pointer, line, itemId])).toEqual([
    ["wrong-format-version", "/format", 2, null],
    ["unknown-field", "/author", 7, null],
    ["duplicate-id", "/items/1/id", 28, "f-001"],
    ["duplicate-stem", "/items/2/stem", 54, "f-003"],
    ["key-not-an-option", "/items/3/key", 79, "f-004"],
    ["too-few-keys", "/items/4/key", 97, "f-005"],
    ["key-not-an-option", "/items/5/key/1", 119, "f-006"],
    ["repeated-key", "/items/5/key/2", 120, "f-006"],
    ["equal-options", "/items/6/options/2/text", 136, "f-007"],
    ["empty-text", "/items/7/options/1/text", 153, "f-008"],
    ["key-not-an-option", "/items/7/key", 157, "f-008"],
    ["empty-text", "/items/8/stem", 168, "f-009"],
    ["unknown-area", "/items/9/syllabus/0", 182, "f-010"],
    ["unknown-syllabus-code", "/items/10/syllabus/0", 200, "f-011"],
    ["bad-format", "/items/11/syllabus/0", 218, "f-012"],
    ["unknown-field", "/items/12/level", 248, "f-013"],
    ["wrong-value", "/items/13/difficulty", 257, "f-014"],
    ["wrong-type", "/items/14/version", 270, "f-015"],
    ["missing-field", "/items/15/key", 286, "f-016"],
    ["unknown-type", "/items/16/type", 306, "f-017"],
    ["own-enemy", "/items/17/enemies/0", 339, "f-018"],
    ["unknown-enemy", "/items/17/enemies/1", 340, "f-018"],
    ["option-id", "/items/18/options/1/id", 355, "f-019"],
    ["blank-count", "/items/19/blanks", 369, "f-020"],
    ["media-missing", "/items/20/stem", 391, "f-021"],
    ["media-path", "/items/20/stem", 391, "f-021"],
    ["too-few", "/items/21/options", 410, "f-022"],
    ["media-wrong-type", "/items/22/stem", 424, "f-023"],
    ["wrong-type", "/items/23", 433, null],
    ["repeated-field", "/items/24/id", 436, "f-025"],
    ["wrong-value", "/items/24/tolerance/absolute", 447, "f-025"],
  ]);
  for (const { message } of faults) {
    expect(message).toMatch(/[\u4e00-\u9fff]/);
    expect(message).not.toMatch(/invalid|expected|received|undefined/i);
  }
});

test("BANK-1 broken JSON is reported by line, and nothing else of the file", () => {
  const text = bank([item()]).replace('"test": "theory",', '"test": "theory"');
  expect(lintBankText(text, { syllabus })).toMatchObject([
    { code: "broken-json", pointer: "", line: 7, itemId: null },
  ]);
});

test("BANK-1 ids, stems and enemies are compared across the files of one load", () => {
  const one = { file: "one.json", text: bank([item({ id: "a", enemies: ["b"] })]) };
  const two = {
    file: "two.json",
    text: bank([item({ id: "a" }), item({ id: "b", stem: "另一道题（  ）。" })]),
  };
  expect(lintBanks([one, two], { syllabuses: [syllabus] }).faults).toMatchObject([
    {
      file: "two.json",
      code: "duplicate-id",
      pointer: "/items/0/id",
      message: "编号“a”与文件 one.json 的第 1 题重复",
    },
    { file: "two.json", code: "duplicate-stem", pointer: "/items/0/stem", itemId: "a" },
  ]);
  expect(codes(one.text)).toEqual(["unknown-enemy"]);
});

test("a file without faults has none, with a byte order mark and in any of the types", () => {
  expect(codes(`\uFEFF${bank(samples().map((sample) => sample.item))}`)).toEqual([]);
});

test.each([
  ["an area with a dash", bank([item({ syllabus: ["1.1"] })], { test: "skills" }), ["area-not-examined"]],
  ["an unknown qualification", bank([item()], { qualification: "ecommerce-l9" }), ["unknown-qualification"]],
  ["no items", bank([item()], { items: undefined }), ["missing-field"]],
  ["items that are no list", bank([item()], { items: {} }), ["wrong-type"]],
  ["no type", bank([item({ type: undefined })]), ["missing-field"]],
  ["a version with a fraction", bank([item({ version: 1.5 })]), ["wrong-type"]],
  ["version 0", bank([item({ version: 0 })]), ["wrong-value"]],
  ["an id with a space", bank([item({ id: "有 空格" })]), ["bad-format"]],
  ["a list as the key of a single choice", bank([item({ key: ["A"] })]), ["wrong-type"]],
  ["a field of another type", bank([item({ tolerance: 1 })]), ["unknown-field"]],
  ["a stem beyond bounds", bank([item({ stem: "x".repeat(20_001) })]), ["too-long"]],
  ["options that are no list", bank([item({ options: "甲乙" })]), ["wrong-type"]],
  ["a list", "[]", ["wrong-type"]],
  ["null", "null", ["wrong-type"]],
  ["nothing", "", ["broken-json"]],
])("a file with %s", (_name, text, expected) => {
  expect(codes(text)).toEqual(expected);
});

test("options that differ in case or in a superscript are not equal", () => {
  const options = ["ls", "LS", "10²", "102"].map((text, index) => ({ id: "ABCD"[index], text }));
  expect(codes(bank([item({ options })]))).toEqual([]);
});

test("the page on the format names every code of the file with every fault", () => {
  const page = readFileSync(new URL("./README.md", import.meta.url), "utf8");
  for (const { code } of everyFault()) expect(page, code).toContain(`\`${code}\``);
});
