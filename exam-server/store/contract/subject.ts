import type { Store } from "../store.ts";

/** The store that the present test works on. */
export interface Subject {
  store(): Store;
  /** The same store after a restart, where the adapter survives one; else the same store. */
  restarted(): Promise<Store>;
}
