import { expect, test } from "vitest";
import { fault } from "../archive/format.ts";
import { nothingChecked, type Verification } from "../archive/verify.ts";
import { verificationWords } from "./archive-words.ts";

const archive = { sitting: "s1", madeAt: 0, root: "ab".repeat(32), fingerprint: "AAAA-BBBB" };
const found = (rest: Partial<Verification> = {}): Verification => {
  const checked = { ...nothingChecked, attempts: 3, papers: 3 };
  return { ok: true, faults: [], archive, files: 9, checked, ...rest };
};

test("EVID-4 in words: what stands on the paper is compared, or left to whoever reads", () => {
  expect(verificationWords(found(), {})).toContain("abababab（请与《考场情况记录表》上的核对）");
  const given = verificationWords(found(), { root: archive.root, key: "aaaabbbc" });
  expect(given).toContain("abababab（与所给的一致）");
  expect(given).toContain("AAAA-BBBB（与所给的不一致）");
});

test("EVID-4 in words: what could not be checked for a broken log is said", () => {
  const faults = [fault("chain", "logs/sitting.jsonl", "场次的记录的校验链断裂")];
  const checked = { ...nothingChecked, attempts: 3 };
  const words = verificationWords(found({ ok: false, faults, checked }), {});
  expect(words).toContain("没有由记录核对总校验值、试卷、回执和成绩");
  expect(words).toContain("✗ 场次的记录的校验链断裂");
  expect(verificationWords(found(), {})).not.toContain("没有由记录核对");
});

test("of very many faults the first are shown, and how many more there are", () => {
  const faults = Array.from({ length: 35 }, (_, index) => fault("derived", null, `第 ${index} 处`));
  expect(verificationWords(found({ ok: false, faults }), {})).toContain("…… 另有 5 处，见 --json");
});
