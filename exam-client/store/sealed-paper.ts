import type { AttemptView } from "@kaochang/exam-server/protocol/messages.ts";
import type { PaperBundle, RescueKeys } from "@kaochang/exam-server/protocol/sealed-paper.ts";
import type { Connection } from "../transport/connection.ts";
import { openPaper, withPictures } from "../transport/paper.ts";
import { unseal } from "../transport/seal.ts";
import { backoffMs, type Later } from "../transport/timers.ts";
import { type AttemptStore, withPaper } from "./attempt.ts";
import { indexPaper } from "./paper-index.ts";

interface SealedPaperParts {
  store: AttemptStore;
  connection: Connection;
  later: Later;
  chance: () => number;
  /** The paper came twice and could not be opened. */
  damaged: () => void;
}

export interface SealedPaperDesk {
  /** Fetches what is missing, now that the line is up. */
  fetch(): void;
  /** A view is shown: its key opens the paper, its end takes the paper away. */
  shown(view: AttemptView): void;
  drop(): void;
  /** What seals a rescue file; null until the paper is open. */
  rescueKeys(): RescueKeys | null;
}

/** What this PC holds of one attempt's paper. */
interface Holding {
  attempt: string;
  sealed: Uint8Array | null;
  /** Names of the sealed pictures, and those that have come. */
  names: readonly string[];
  pictures: Map<string, Uint8Array>;
  bundle: PaperBundle | null;
  /** Pictures that are open: a browser's address by the one that stands in the items. */
  urls: Map<string, string>;
  /** How often the sealed paper could not be opened. */
  failures: number;
}

const holdingOf = (attempt: string): Holding => ({
  attempt,
  sealed: null,
  names: [],
  pictures: new Map(),
  bundle: null,
  urls: new Map(),
  failures: 0,
});

/** Brings the sealed paper to this seat before the start and opens it when the start has brought the key. */
export function createSealedPaper(parts: SealedPaperParts): SealedPaperDesk {
  const { store, connection, later, chance } = parts;
  const { getState, setState } = store;
  let mine = holdingOf("");
  let fetching = false;
  let opening = false;
  let tries = 0;
  let callOff = () => {};

  const isWhole = ({ sealed, names, pictures }: Holding) =>
    sealed !== null && names.every((name) => pictures.has(name));

  const fetchPaper = async (holding: Holding): Promise<void> => {
    const reply = await connection.ask("paper", {});
    if (!reply.ok) return;
    // Bytes arrive as whatever the platform calls them.
    holding.sealed = new Uint8Array(reply.sealed);
    holding.names = reply.pictures;
  };

  const fetchPictures = async ({ names, pictures }: Holding): Promise<void> => {
    for (const name of names.filter((one) => !pictures.has(one))) {
      const bytes = await connection.fetchSealed(name);
      if (bytes) pictures.set(name, bytes);
    }
  };

  const fetch = async () => {
    const holding = mine;
    if (fetching || !getState().online || holding.attempt === "" || isWhole(holding)) return;
    callOff();
    fetching = true;
    if (holding.sealed === null) await fetchPaper(holding);
    void open();
    await fetchPictures(holding);
    fetching = false;
    if (holding !== mine) return void fetch();
    setState({ delivered: isWhole(mine) });
    if (!isWhole(mine)) again();
    void openPictures();
  };

  const again = () => {
    tries += 1;
    callOff();
    callOff = later(backoffMs(tries, chance()), () => void fetch());
  };

  const publish = () => {
    if (mine.bundle) setState(withPaper(getState(), indexPaper(withPictures(mine.bundle, mine.urls))));
  };

  /** Once more if it does not open: what came may have been damaged on its way. */
  const damaged = () => {
    mine.failures += 1;
    mine.sealed = null;
    if (mine.failures < 2) return void fetch();
    drop();
    parts.damaged();
  };

  const open = async () => {
    const holding = mine;
    const key = getState().view?.paperKey ?? null;
    if (opening || key === null || holding.sealed === null || holding.bundle) return;
    opening = true;
    const bundle = await openPaper(key, holding.sealed).catch(() => null);
    opening = false;
    if (holding !== mine) return void open();
    if (bundle === null) return damaged();
    holding.bundle = bundle;
    publish();
    void openPictures();
  };

  /** After the text is on the screen, one at a time, so that no picture keeps a key press waiting. */
  const openPictures = async () => {
    const holding = mine;
    const waiting = Object.entries(holding.bundle?.pictures ?? {}).filter(
      ([address, { name }]) => !holding.urls.has(address) && holding.pictures.has(name),
    );
    for (const [address, picture] of waiting) {
      await new Promise<void>((resolve) => later(0, resolve));
      if (holding !== mine) return;
      openPicture(holding, address, picture);
    }
    if (waiting.length === 0) return;
    publish();
    if (!isWhole(holding)) again();
  };

  const drop = () => {
    for (const url of mine.urls.values()) URL.revokeObjectURL(url);
    mine = holdingOf("");
    callOff();
    tries = 0;
    setState({ ...withPaper(getState(), null), delivered: false });
  };

  return {
    fetch: () => void fetch(),
    shown(view) {
      if (view.phase === "closed") return drop();
      if (mine.attempt !== view.attempt) {
        drop();
        mine = holdingOf(view.attempt);
        void fetch();
      }
      if (getState().paper === null) publish();
      setState({ delivered: isWhole(mine) });
      void open();
    },
    drop,
    rescueKeys: () => mine.bundle?.rescue ?? null,
  };
}

/** A picture that does not open is fetched again with the next ones that are missing. */
function openPicture(
  { pictures, urls }: Holding,
  address: string,
  { name, key, type }: PaperBundle["pictures"][string],
): void {
  const sealed = pictures.get(name);
  if (!sealed || urls.has(address)) return;
  try {
    urls.set(address, URL.createObjectURL(new Blob([unseal(key, sealed)], { type })));
  } catch {
    pictures.delete(name);
  }
}
