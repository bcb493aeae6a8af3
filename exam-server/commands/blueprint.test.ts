import { expect, test } from "vitest";
import { runCommand } from "../testing/run-command.ts";

async function shown(...argv: string[]) {
  const { code, out, err } = await runCommand("blueprint", "show", ...argv, "--json");
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out);
}

test("BANK-3 blueprint show prints the examined areas; those with a dash are left out", async () => {
  const { qualification, test: name, areas } = await shown("ecommerce-l5-crossborder", "skills");
  expect([qualification, name]).toEqual(["ecommerce-l5-crossborder", "skills"]);
  expect(areas).toEqual([
    { code: "3", title: "产品及服务信息管理", weight: 20 },
    { code: "4", title: "线上店铺设计与装修", weight: 35 },
    { code: "6", title: "业务处理", weight: 30 },
    { code: "8", title: "商务数据分析", weight: 15 },
  ]);
});

test("--form adds the sections, in points", async () => {
  const { forms, sections } = await shown("ecommerce-l3", "theory", "--form", "form-190");
  expect(forms).toEqual(["form-100", "form-190"]);
  expect(sections[0]).toEqual({
    id: "truefalse",
    title: "判断题",
    type: "true-false",
    count: 40,
    points: 0.5,
    rule: { kind: "all-or-nothing" },
  });
});

test.each([
  [["x", "theory"], /没有职业等级“x”，可用的有：.*ecommerce-l4-crossborder/],
  [["ecommerce-l3", "x"], /没有考核“x”，可用的有：theory、skills/],
  [["ecommerce-l3", "theory", "--form", "x"], /没有卷型“x”，可用的有：form-100、form-190/],
  [["ecommerce-l3", "skills", "--form", "x"], /没有卷型“x”，可用的有：scenario-25/],
  [["ecommerce-l4-merchant", "skills", "--form", "x"], /没有卷型“x”，这项考核还没有卷型/],
])("unknown names list the known ones: %j", async (argv, sentence) => {
  const { code, out, err } = await runCommand("blueprint", "show", ...argv);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(sentence);
});
