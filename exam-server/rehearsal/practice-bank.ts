import { sha256 } from "@kaochang/question-bank/digest.ts";
import type { IndexEntry } from "@kaochang/question-bank/draw-index.ts";
import { toIndexEntry } from "@kaochang/question-bank/index-entry.ts";
import type { Item } from "@kaochang/question-bank/item.ts";
import { loadBankFiles } from "@kaochang/question-bank/load.ts";
import type { Syllabus } from "@kaochang/question-bank/syllabus.ts";
import { fixtureFiles } from "../fixtures.ts";
import type { BankHead, BankStore } from "../store/store.ts";

/**
 * The bank that rehearsals are drawn from: the Level 3 theory items that ship, stored a second time under
 * names of their own and retired, so that no real paper can draw one and no rehearsal shows a real item.
 * Returns the index to draw from.
 */
export async function keepPracticeBank(
  bank: Pick<BankStore, "load">,
  syllabus: Syllabus,
): Promise<IndexEntry[]> {
  const read = loadBankFiles(fixtureFiles("banks", "ecommerce-l3-theory"), syllabus);
  if (!read.ok) throw new Error("the bank that ships has faults");
  const [first] = read.banks;
  if (!first) throw new Error("no bank ships");
  // Items that a later version of the program words anew are other items, not new versions of these.
  const edition = sha256(JSON.stringify(read.items)).slice(0, 8);
  const items = read.items.map((item) => practiceItem(item, `rehearsal-${edition}-`));
  const head: BankHead = {
    format: first.format,
    id: `rehearsal-${edition}`,
    title: "演练题库",
    qualification: first.qualification,
    test: first.test,
  };
  await bank.load(head, items, []);
  return items.map(toIndexEntry);
}

function practiceItem(item: Item, prefix: string): Item {
  const enemies = item.enemies.map((id) => prefix + id);
  return { ...item, id: prefix + item.id, enemies, status: "retired" };
}
