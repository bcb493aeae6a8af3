/** What a page in Chromium tells the suite. `page`: random id of the page that tells; `at`: on its own clock. */
export type Note = { page: string; at: number } & (
  | { kind: "entry"; attempt: string; made: number; change: unknown }
  /** The words beside the question in front of the candidate: where its answer is. */
  | { kind: "save"; item: string; save: string }
  | { kind: "time"; face: string }
);

/** Name of the function by which the page tells it, JSON in. */
export const noteBinding = "kaochangNote";

/**
 * Runs inside the page, before its own code, so it uses nothing from here: tells each entry that the
 * page writes to its journal, and what the screen says of saving and of time.
 */
export function watchPage(binding: string): void {
  const page = Math.random().toString(36).slice(2);
  const tell = (note: object) =>
    (window as unknown as Record<string, (text: string) => void>)[binding]?.(
      JSON.stringify({ page, at: performance.now(), ...note }),
    );

  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
    const entry = value as { made: number; change: unknown };
    if (this.name === "entries" && Array.isArray(key)) {
      tell({ kind: "entry", attempt: key[1], made: entry.made, change: entry.change });
    }
    return put.call(this, value, key);
  };

  const said = new Map<string, string>();
  const changed = (kind: string, text: string, note: object) => {
    if (said.get(kind) === text) return;
    said.set(kind, text);
    tell({ kind, ...note });
  };
  const look = () => {
    const item = document.querySelector(".choices input")?.getAttribute("name");
    const save = document.querySelector(".item-save")?.classList[1];
    const face = document.querySelector(".time-left b")?.textContent;
    if (item && save) changed("save", `${item} ${save}`, { item, save });
    if (face) changed("time", face, { face });
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
}

/** Runs inside the page: every entry that the journal on this PC holds. */
export function readJournal(): Promise<{ waiting: unknown[]; aside: unknown[] }> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  return settled(indexedDB.open("kaochang")).then(async (database) => {
    const stores = database.transaction(["entries", "aside"]);
    const waiting = await settled(stores.objectStore("entries").getAll());
    const aside = await settled(stores.objectStore("aside").getAll());
    database.close();
    return { waiting, aside: aside.map(({ entry }) => entry) };
  });
}
