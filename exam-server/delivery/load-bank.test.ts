import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { candidateItem } from "@kaochang/question-bank/candidate-view.ts";
import { sha256 } from "@kaochang/question-bank/digest.ts";
import { expect, test } from "vitest";
import { fixture } from "../fixtures.ts";
import { shippedSyllabuses } from "../library.ts";
import { openMemoryStore } from "../store/memory.ts";
import { loadBank } from "./load-bank.ts";

const syllabuses = [...shippedSyllabuses().values()];
const picture = fixture("samples", "banks", "media", "dot.png");

/** A bank of one item with a picture, in a folder of its own. */
function bankWithPicture(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "kaochang-bank-"));
  mkdirSync(path.join(folder, "media"));
  copyFileSync(picture, path.join(folder, "media", "图1.png"));
  const item = {
    id: "pic-1",
    version: 1,
    type: "true-false",
    syllabus: ["7.2.2"],
    difficulty: "easy",
    status: "active",
    stem: "下图是折线图。\n\n![销售额](<media/图1.png>)",
    key: true,
    explanation: "由图可见。",
  };
  const head = {
    format: "kaochang-bank/1",
    id: "pictures",
    title: "图",
    qualification: "ecommerce-l3",
    test: "theory",
  };
  writeFileSync(path.join(folder, "bank.json"), JSON.stringify({ ...head, items: [item] }));
  return path.join(folder, "bank.json");
}

test("a picture is stored under its hash, and the candidate's item names that address", async () => {
  const { bank } = openMemoryStore();
  const loaded = await loadBank(bank, [bankWithPicture()], syllabuses);
  expect(loaded).toMatchObject({ ok: true, items: 1, added: 1 });
  const hash = sha256(readFileSync(picture));
  expect(await bank.media(hash)).toMatchObject({ type: "image/png" });
  const [item] = await bank.items([{ id: "pic-1", version: 1 }]);
  if (!item) throw new Error("no item");
  expect(candidateItem(item, [], (name) => `/${name}`).stemHtml).toContain(
    `<img src="/media/${hash}" alt="销售额">`,
  );
});

test("BANK-2 a faulty file beside a good one keeps both out", async () => {
  const { bank } = openMemoryStore();
  const faulty = fixture("samples", "banks", "every-fault.json");
  expect(await loadBank(bank, [bankWithPicture(), faulty], syllabuses)).toMatchObject({ ok: false });
  expect(await bank.hasItems("ecommerce-l3", "theory")).toBe(false);
});

test("BANK-2 files of two qualifications are not mixed: nothing is loaded, and the file is named", async () => {
  const { bank } = openMemoryStore();
  const picture = bankWithPicture();
  const other = `${picture}.l4.json`;
  const text = readFileSync(picture, "utf8");
  const l4 = JSON.parse(
    text.replace("ecommerce-l3", "ecommerce-l4-merchant").replace("7.2.2", "1").replace("pic-1", "pic-2"),
  );
  l4.items[0].stem = "另一道判断题。";
  writeFileSync(other, JSON.stringify(l4));
  expect(await loadBank(bank, [picture, other], syllabuses)).toMatchObject({
    ok: false,
    faults: [{ code: "mixed-banks", file: other }],
  });
  expect(await bank.hasItems("ecommerce-l3", "theory")).toBe(false);
});
