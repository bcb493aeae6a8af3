import { canonical } from "@kaochang/question-bank/digest.ts";
import type { IndexEntry } from "@kaochang/question-bank/draw-index.ts";
import { toIndexEntry } from "@kaochang/question-bank/index-entry.ts";
import type { Item } from "@kaochang/question-bank/item.ts";
import type { Database } from "better-sqlite3";
import { type BankHead, type BankStore, type Media, VersionReused } from "../store.ts";

interface StoredItem {
  qualification: string;
  test: string;
  json: string;
}

type IndexRow = Omit<IndexEntry, "enemies"> & { enemies: string };

/** Puts one item into the caller's transaction and says what came of it. */
function itemWriter(db: Database): (bank: BankHead, item: Item) => "new" | "same" | "reused" {
  const stored = db.prepare<[string, number], StoredItem>(
    "SELECT qualification, test, json FROM item WHERE id = ? AND version = ?",
  );
  const outdate = db.prepare("UPDATE item SET newest = 0 WHERE newest = 1 AND id = ? AND version < ?");
  const insert = db.prepare(
    `INSERT INTO item (id, version, bank, qualification, test, newest, status, type, area, topic, difficulty,
      options, enemies, json)
    VALUES (?, ?, ?, ?, ?, NOT EXISTS (SELECT 1 FROM item WHERE newest = 1 AND id = ?),
      ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  return (bank, item) => {
    const { id, version, status } = item;
    const { qualification, test } = bank;
    const json = canonical(item);
    const before = stored.get(id, version);
    if (before !== undefined) {
      const same = before.json === json && before.qualification === qualification && before.test === test;
      return same ? "same" : "reused";
    }
    const { type, area, topic, difficulty, options, enemies } = toIndexEntry(item);
    const stratum = [type, area, topic, difficulty, options, JSON.stringify(enemies)];
    outdate.run(id, version);
    insert.run(id, version, bank.id, qualification, test, id, status, ...stratum, json);
    return "new";
  };
}

function bankLoader(db: Database): BankStore["load"] {
  const putBank = db.prepare(
    `INSERT INTO bank (id, title, qualification, test) VALUES (?, ?, ?, ?) ON CONFLICT (id)
    DO UPDATE SET title = excluded.title, qualification = excluded.qualification, test = excluded.test`,
  );
  const putItem = itemWriter(db);
  const putMedia = db.prepare(
    "INSERT INTO media (sha256, type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
  );
  const load = db.transaction((bank: BankHead, items: readonly Item[], media: readonly Media[]) => {
    putBank.run(bank.id, bank.title, bank.qualification, bank.test);
    const outcomes = items.map((item) => putItem(bank, item));
    const reused = items.filter((_, index) => outcomes[index] === "reused");
    if (reused.length > 0) throw new VersionReused(reused.map(({ id }) => id));
    for (const { sha256, type, bytes } of media) putMedia.run(sha256, type, bytes);
    return outcomes.filter((outcome) => outcome === "new").length;
  });
  return async (bank, items, media) => load.immediate(bank, items, media);
}

export function sqliteBank(db: Database): BankStore {
  const index = db.prepare<[string, string], IndexRow>(
    `SELECT id, version, type, area, topic, difficulty, options, enemies FROM item INDEXED BY item_drawable
    WHERE newest = 1 AND status = 'active' AND qualification = ? AND test = ? ORDER BY id`,
  );
  const json = db
    .prepare<[string, number], string>("SELECT json FROM item WHERE id = ? AND version = ?")
    .pluck();
  const media = db.prepare<[string], Media>("SELECT sha256, type, bytes FROM media WHERE sha256 = ?");
  const anyItem = db
    .prepare<[string, string], number>(
      `SELECT 1 FROM item INDEXED BY item_drawable
      WHERE newest = 1 AND status = 'active' AND qualification = ? AND test = ? LIMIT 1`,
    )
    .pluck();

  /** What was written passed the schema when it was loaded, so it is an Item. */
  function item(id: string, version: number): Item {
    const text = json.get(id, version);
    if (text === undefined) throw new Error(`the store has no item ${id} in version ${version}`);
    return JSON.parse(text) as Item;
  }

  return {
    load: bankLoader(db),
    index: async (qualification, test) => index.all(qualification, test).map(indexEntry),
    items: async (refs) => refs.map(({ id, version }) => item(id, version)),
    media: async (sha256) => media.get(sha256),
    hasItems: async (qualification, test) => anyItem.get(qualification, test) !== undefined,
  };
}

/** Most items have no enemies, and parsing 100,000 empty lists is the larger part of reading an index. */
function indexEntry(row: IndexRow): IndexEntry {
  return { ...row, enemies: row.enemies === "[]" ? [] : (JSON.parse(row.enemies) as string[]) };
}
