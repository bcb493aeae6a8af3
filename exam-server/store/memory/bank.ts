import { canonical } from "@kaochang/question-bank/digest.ts";
import type { IndexEntry } from "@kaochang/question-bank/draw-index.ts";
import { toIndexEntry } from "@kaochang/question-bank/index-entry.ts";
import type { Item } from "@kaochang/question-bank/item.ts";
import { type BankHead, type BankStore, type Media, VersionReused } from "../store.ts";

interface StoredItem {
  qualification: string;
  test: string;
  id: string;
  version: number;
  json: string;
}

const placeOf = (id: string, version: number) => `${id}\n${version}`;

export function memoryBank(): BankStore {
  let items = new Map<string, StoredItem>();
  const pictures = new Map<string, Media>();

  function load(bank: BankHead, loaded: readonly Item[], media: readonly Media[]): number {
    const next = new Map(items);
    const reused = loaded.filter((item) => !add(next, bank, item));
    if (reused.length > 0) throw new VersionReused(reused.map(({ id }) => id));
    const added = next.size - items.size;
    items = next;
    for (const { sha256, type, bytes } of media) {
      if (!pictures.has(sha256)) pictures.set(sha256, { sha256, type, bytes: bytes.slice() });
    }
    return added;
  }

  function item(id: string, version: number): Item {
    const found = items.get(placeOf(id, version));
    if (found === undefined) throw new Error(`the store has no item ${id} in version ${version}`);
    return JSON.parse(found.json) as Item;
  }

  function index(qualification: string, test: string): IndexEntry[] {
    return newest(items)
      .filter((stored) => stored.qualification === qualification && stored.test === test)
      .map(({ json }) => JSON.parse(json) as Item)
      .filter(({ status }) => status === "active")
      .map(toIndexEntry)
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  return {
    load: async (...parts) => load(...parts),
    index: async (qualification, test) => index(qualification, test),
    items: async (refs) => refs.map(({ id, version }) => item(id, version)),
    media: async (sha256) => pictures.get(sha256),
    hasItems: async (qualification, test) => index(qualification, test).length > 0,
  };
}

/** False when the same version is there with other content. */
function add(items: Map<string, StoredItem>, { qualification, test }: BankHead, item: Item): boolean {
  const { id, version } = item;
  const json = canonical(item);
  const before = items.get(placeOf(id, version));
  if (before !== undefined) {
    return before.json === json && before.qualification === qualification && before.test === test;
  }
  items.set(placeOf(id, version), { qualification, test, id, version, json });
  return true;
}

function newest(items: ReadonlyMap<string, StoredItem>): StoredItem[] {
  const byId = new Map<string, StoredItem>();
  for (const stored of items.values()) {
    if (stored.version > (byId.get(stored.id)?.version ?? 0)) byId.set(stored.id, stored);
  }
  return [...byId.values()];
}
