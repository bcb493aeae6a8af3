import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FileFailure, loadBankFiles, loadForm, loadSyllabus } from "./load.ts";
import { largestMedia } from "./media-file.ts";
import { fixture, samples } from "./testing/fixture.ts";

const syllabus = loadSyllabus(fixture("syllabuses", "ecommerce-l3.json"));
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "bank-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

function bank(name: string, stem: string, id = name): string {
  const items = [{ ...samples().find(({ type }) => type === "true-false")?.item, id, stem }];
  const head = {
    format: "kaochang-bank/1",
    id: "b",
    title: "题库",
    qualification: "ecommerce-l3",
    test: "theory",
  };
  return write(`${name}/bank.json`, JSON.stringify({ ...head, items }, null, 2));
}

function media(name: string, file = "a.png"): string {
  const target = path.join(folder, name, "media", file);
  mkdirSync(path.dirname(target), { recursive: true });
  copyFileSync(fixture("samples", "banks", "media", "dot.png"), target);
  return target;
}

function faultCodes(...files: string[]): string[] {
  const result = loadBankFiles(files, syllabus);
  return result.ok ? [] : result.faults.map(({ code }) => code);
}

test("BANK-2 good files load together, their items in order and with defaults filled in", () => {
  const result = loadBankFiles([bank("one", "甲。"), bank("two", "乙。")], syllabus);
  expect(result).toMatchObject({ ok: true, items: [{ id: "one", enemies: [] }, { id: "two" }], media: [] });
});

test("BANK-2 one fault in one file, and nothing of any file is loaded", () => {
  const result = loadBankFiles([bank("one", "甲。"), bank("two", " ")], syllabus);
  expect(result).toEqual({
    ok: false,
    faults: [expect.objectContaining({ code: "empty-text", file: expect.stringContaining("two") })],
  });
});

test("BANK-2 a file that is not there, not UTF-8 or not JSON refuses the load", () => {
  const gbk = write("gbk.json", new Uint8Array([0x22, 0xbf, 0xbc, 0xb3, 0xa1, 0x22]));
  expect(faultCodes(bank("one", "甲。"), path.join(folder, "none.json"))).toEqual(["unreadable-file"]);
  expect(faultCodes(gbk, folder)).toEqual(["unreadable-file", "unreadable-file"]);
  expect(faultCodes(write("broken.json", "{"))).toEqual(["broken-json"]);
});

test("images come with their type and digest, each once", () => {
  media("one");
  const result = loadBankFiles([bank("one", "看图 ![图](media/a.png) ![图](media/a.png)。")], syllabus);
  expect(result).toMatchObject({ ok: true, media: [{ path: "media/a.png", type: "image/png" }] });
  expect(result.ok && result.media[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
});

test("images that are missing, of another type, too large or of one name with another content are faults", () => {
  const file = bank("one", "看图 ![图](media/a.png)。");
  expect(faultCodes(file)).toEqual(["media-missing"]);
  write("one/media/a.png", "<svg/>");
  expect(faultCodes(file)).toEqual(["media-wrong-type"]);
  write("one/media/a.png", new Uint8Array(largestMedia + 1));
  expect(faultCodes(file)).toEqual(["media-too-large"]);
  media("one");
  write("two/media/a.png", "GIF89a");
  expect(faultCodes(file, bank("two", "另一张图 ![图](media/a.png)。"))).toEqual(["media-name-clash"]);
});

test("the forms that ship can be read, in hundredths", () => {
  const { sections } = loadForm(fixture("forms", "ecommerce-l3-theory-form-190.json"));
  expect(sections.map(({ id, count, points }) => [id, count, points])).toEqual([
    ["truefalse", 40, 50],
    ["single", 140, 50],
    ["multiple", 10, 100],
  ]);
  expect(loadForm(fixture("forms", "ecommerce-l3-theory-form-100.json")).form).toBe("form-100");
});

test("a syllabus or form that cannot be used says why, in a sentence that names the file", () => {
  const file = write("syllabus.json", JSON.stringify({ ...syllabus, title: 1, extra: true }));
  expect(() => loadSyllabus(file)).toThrow(FileFailure);
  expect(() => loadSyllabus(file)).toThrow(
    /syllabus\.json 不合要求：名称（title）应为文字.*没有“extra”这个字段/,
  );
  expect(() => loadForm(path.join(folder, "none.json"))).toThrow(/没有文件/);
});

test("BANK-2 an empty bank file is called empty, and so is any other", () => {
  for (const text of ["", " \n", "\uFEFF"]) {
    const result = loadBankFiles([write("empty.json", text)], syllabus);
    expect(result).toMatchObject({ faults: [{ code: "broken-json", line: 1, message: "文件是空的" }] });
    expect(() => loadForm(path.join(folder, "empty.json"))).toThrow(/empty\.json 是空的/);
  }
});

const section = {
  id: "single",
  title: "单选",
  type: "single-choice",
  count: 1,
  points: 1,
  rule: { kind: "per-part" },
};

test.each([
  [{ sections: [{ ...section, count: 0 }] }, "试卷各部分（sections）第 1 项的题数（count）应至少为 1"],
  [{ sections: [{ ...section, points: "1" }] }, '第 1 项的分值（points）应为数，现在是 "1"'],
  [{ sections: [{ ...section, points: 0.005 }] }, "的分值（points）：分值最多两位小数"],
  [{ sections: [{ ...section, rule: { kind: "x" } }] }, '的计分规则（rule）的种类（kind）没有 "x" 这个值'],
  [
    { sections: [{ ...section, rule: {} }] },
    "缺少试卷各部分（sections）第 1 项的计分规则（rule）的种类（kind）",
  ],
  [{ sections: [{ ...section, title: "" }] }, "第 1 项的名称（title）不能为空"],
  [{ sections: [] }, "试卷各部分（sections）至少 1 项"],
  [{ form: undefined }, "缺少卷型（form）"],
])("a form's faults name its fields in Chinese, with the JSON name: %j", (change, sentence) => {
  const form = {
    format: "kaochang-form/1",
    qualification: "q",
    test: "theory",
    form: "f",
    title: "卷",
    sections: [section],
  };
  const file = write("form.json", JSON.stringify({ ...form, ...change }));
  expect(() => loadForm(file)).toThrow(sentence);
});

test.each([
  [{ areas: [{ code: "1" }] }, "缺少考核范围（areas）第 1 项的名称（title）"],
  [
    {
      areas: [
        { code: "1", title: "一", topics: [{ code: "1.1", title: "点", points: [{ code: "1.1.1" }] }] },
      ],
    },
    "缺少考核范围（areas）第 1 项的鉴定点（topics）第 1 项的鉴定要素（points）第 1 项的名称（title）",
  ],
  [
    { tests: { theory: { ...syllabus.tests.theory, passMark: 101 } } },
    "各项考核（tests）的理论知识考试（theory）的合格线（passMark）应最多为 100",
  ],
  [
    { tests: { theory: { ...syllabus.tests.theory, weights: [{ area: "1", weight: "x" }] } } },
    "配分比例表（weights）第 1 项的配分（weight）应为",
  ],
])("a syllabus's faults name its fields in Chinese, with the JSON name: %#", (change, sentence) => {
  const file = write("syllabus.json", JSON.stringify({ ...syllabus, ...change }));
  expect(() => loadSyllabus(file)).toThrow(sentence);
});
