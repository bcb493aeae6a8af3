import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { type Cable, openCable } from "../net/proxy.ts";
import type { Dice } from "../run/dice.ts";
import type { OpenPage, Page } from "./page.ts";

/** A PC of the room: its cable, its browser profile on disk, the browser's cookie and its open tabs. */
export interface Pc {
  cable: Cable;
  /** The profile's disk as it is now; a wiped one has another name. */
  disk(): { name: string; factory: IDBFactory };
  tabs: readonly Page[];
  /** `alone`: what a tab finds when it looks for others; a browser that cannot tell says true. */
  openTab(alone?: () => boolean): Promise<Page>;
  closeTab(page: Page): void;
  /** Every tab and the browser's process are gone, in the middle of what they wrote; its cookies of no lifetime go with it. */
  crash(): void;
  /** Sets the PC's wall clock so many milliseconds from the true one. */
  setClock(ms: number): void;
  /** 还原卡: as after a reboot, nothing of the profile is left. */
  wipe(): void;
  off(): Promise<void>;
}

/** `number`: 1, 2, 3 … at one seat. */
export async function openPc(
  number: number,
  serverPort: number,
  openPage: OpenPage,
  chance: Dice,
): Promise<Pc> {
  const cable = await openCable(serverPort, chance.of("cable"));
  const headers: Record<string, string> = {};
  const tabs: Page[] = [];
  let factory = new IDBFactory();
  let wipes = 0;
  let clockOff = 0;
  /** Grows when the browser's process ends, so that a tab that was still opening does not outlive it. */
  let boots = 0;

  const closeTab = (page: Page) => {
    page.end();
    tabs.splice(tabs.indexOf(page), 1);
  };
  const crash = () => {
    boots += 1;
    cable.cut();
    if (chance.happens(0.5)) abortWrites(factory);
    for (const page of [...tabs]) closeTab(page);
    delete headers.cookie;
  };

  return {
    cable,
    disk: () => ({ name: `PC ${number}, disk ${wipes + 1}`, factory }),
    tabs,
    async openTab(alone = () => tabs.length === 1) {
      const mine = boots;
      const page = await openPage({
        url: cable.url,
        headers,
        factory,
        chance: chance.chance,
        claimWindow: async () => alone(),
        wall: () => Date.now() + clockOff,
      });
      if (mine !== boots) throw new Error("the browser was gone before the tab was open");
      tabs.push(page);
      return page;
    },
    closeTab,
    crash,
    setClock(ms) {
      clockOff = ms;
    },
    wipe() {
      crash();
      factory = new IDBFactory();
      wipes += 1;
    },
    async off() {
      crash();
      await cable.close();
    },
  };
}

interface OpenDatabases {
  _databases: Map<string, { transactions: { mode: string; _state: string; abort(): void }[] }>;
}

/** A process that dies takes its unfinished transactions with it; the fake would finish them. */
function abortWrites(factory: IDBFactory): void {
  for (const { transactions } of (factory as unknown as OpenDatabases)._databases.values()) {
    for (const transaction of transactions) {
      const { mode, _state: state } = transaction;
      if (mode === "readwrite" && (state === "active" || state === "inactive")) transaction.abort();
    }
  }
}
