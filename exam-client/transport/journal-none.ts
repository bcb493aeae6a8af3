import type { Disk } from "./journal.ts";
import { randomId } from "./random-id.ts";

/** Stands in where the browser keeps nothing: every write fails, so no entry is ever called kept. */
export function openNoDisk(): Disk {
  const id = randomId();
  const refuse = () => Promise.reject(new Error("this browser keeps nothing on disk"));
  return {
    keeps: false,
    journalId: () => Promise.resolve(id),
    unsentAttempts: () => Promise.resolve([]),
    journal: () => ({
      load: () => Promise.resolve({ head: 0, entries: [], aside: [] }),
      write: refuse,
      settle: refuse,
      replace: refuse,
    }),
  };
}
