import type { Item } from "@kaochang/question-bank/item.ts";
import type { FileFault } from "@kaochang/question-bank/lint.ts";
import { loadBankFiles, type Media } from "@kaochang/question-bank/load.ts";
import type { Syllabus } from "@kaochang/question-bank/syllabus.ts";
import type { BankStore } from "../store/store.ts";

export type BankLoad =
  | { ok: true; files: number; items: number; added: number; warnings: FileFault[] }
  | { ok: false; faults: FileFault[] };

/**
 * Reads, lints and stores bank files together: one fault anywhere and nothing is loaded. Throws
 * VersionReused when an item changed without a new version.
 */
export async function loadBank(
  bank: Pick<BankStore, "load">,
  files: readonly string[],
  syllabuses: readonly Syllabus[],
): Promise<BankLoad> {
  const read = loadBankFiles(files, syllabuses);
  if (!read.ok) return read;
  const { warnings, banks } = read;
  const [first] = banks;
  if (!first) return { ok: true, files: 0, items: 0, added: 0, warnings };
  const other = banks.findIndex(
    (bank) => bank.qualification !== first.qualification || bank.test !== first.test,
  );
  if (other >= 0) return { ok: false, faults: [mixed(files[other] ?? "")] };
  const items = read.items.map((item) => addressed(item, read.media));
  const { items: _, ...head } = first;
  const added = await bank.load(head, items, read.media);
  return { ok: true, files: files.length, items: items.length, added, warnings };
}

/** Items are stored under one qualification's test, so files of two are loaded one after the other. */
function mixed(file: string): FileFault {
  const message = "与其他文件的职业等级或考核不同，请分开载入";
  return { code: "mixed-banks", pointer: "/qualification", line: 1, itemId: null, message, file };
}

/**
 * Images are stored and served under the hash of their bytes, so an item's text names that hash: a
 * picture that changes is then a changed item, which needs a new version like any other change.
 */
function addressed(item: Item, media: readonly Media[]): Item {
  if (media.length === 0) return item;
  const text = JSON.stringify(item).replaceAll(
    /(\]\(<?)(media\/[^)>\s\\]+)/g,
    (whole, before: string, path: string) => {
      const image = media.find((one) => one.path === decodeURIComponent(path));
      return image ? `${before}media/${image.sha256}` : whole;
    },
  );
  return JSON.parse(text) as Item;
}
