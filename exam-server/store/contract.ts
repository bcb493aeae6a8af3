import { afterEach, beforeEach, describe } from "vitest";
import { bankContract } from "./contract/bank.ts";
import { eventsContract } from "./contract/events.ts";
import { peopleContract } from "./contract/people.ts";
import { plansContract } from "./contract/plans.ts";
import { rosterContract } from "./contract/roster.ts";
import type { Subject } from "./contract/subject.ts";
import { viewsContract } from "./contract/views.ts";
import type { Store } from "./store.ts";

/** A store under test; `reopen` closes it and opens what it left behind, if it outlives the process. */
export interface OpenedStore {
  store: Store;
  reopen?: () => Promise<Store>;
}

/** The behaviour that every adapter of the store's port must show. */
export function storeContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`store: ${name}`, () => {
    let opened: OpenedStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => opened.store.close());
    const subject: Subject = {
      store: () => opened.store,
      restarted: async () => {
        if (opened.reopen !== undefined) opened.store = await opened.reopen();
        return opened.store;
      },
    };
    eventsContract(subject);
    bankContract(subject);
    rosterContract(subject);
    peopleContract(subject);
    plansContract(subject);
    viewsContract(subject);
  });
}
