import type { Item } from "@kaochang/question-bank/item.ts";
import type { BankStore } from "../store/store.ts";

interface Ref {
  id: string;
  version: number;
}

/** Items of the papers in play, kept in memory with their keys, for checking responses and scoring. */
export function openCatalogue(bank: Pick<BankStore, "items">) {
  const known = new Map<string, Item>();
  const nameOf = ({ id, version }: Ref) => `${id}@${version}`;

  return {
    /** Loads what is not there yet; afterwards `itemOf` answers for all of them. */
    async need(refs: Iterable<Ref>): Promise<void> {
      const missing = new Map<string, Ref>();
      for (const { id, version } of refs) {
        const name = nameOf({ id, version });
        if (!known.has(name)) missing.set(name, { id, version });
      }
      if (missing.size === 0) return;
      for (const item of await bank.items([...missing.values()])) known.set(nameOf(item), item);
    },
    itemOf(ref: Ref): Item {
      const item = known.get(nameOf(ref));
      if (!item) throw new Error(`item ${nameOf(ref)} is not loaded`);
      return item;
    },
  };
}

export type Catalogue = ReturnType<typeof openCatalogue>;
