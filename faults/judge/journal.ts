import type { Entry } from "@kaochang/exam-server/protocol/messages.ts";
import { actKey } from "./ledger.ts";

/** What a PC's disk holds of an attempt's entries, as keys of `actKey`. */
export interface JournalOnDisk {
  /** Not answered by the server yet. */
  waiting: ReadonlySet<string>;
  /** Refused by the server. */
  aside: ReadonlySet<string>;
}

export async function journalOnDisk(factory: IDBFactory): Promise<JournalOnDisk> {
  const known = await factory.databases();
  if (!known.some(({ name }) => name === "kaochang")) return asKeys([], []);
  const database = await settled(factory.open("kaochang"));
  const stores = database.transaction(["entries", "aside"]);
  const entries: Entry[] = await settled(stores.objectStore("entries").getAll());
  const aside: { entry: Entry }[] = await settled(stores.objectStore("aside").getAll());
  database.close();
  return asKeys(
    entries,
    aside.map(({ entry }) => entry),
  );
}

type Written = Pick<Entry, "change" | "made">;

export function asKeys(waiting: readonly Written[], aside: readonly Written[]): JournalOnDisk {
  const keys = (entries: readonly Written[]) =>
    new Set(entries.map(({ change, made }) => actKey(change, made)));
  return { waiting: keys(waiting), aside: keys(aside) };
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
