import { createStore, type StoreApi } from "zustand/vanilla";

/** What a proctor has chosen on this PC. */
export interface BoardSettings {
  muted: boolean;
  /** Seats in each row, by the room's name. */
  rowLengths: Readonly<Record<string, number>>;
}
export type BoardSettingsStore = StoreApi<BoardSettings>;

const key = "kaochang.board";
export const longestRow = 40;

function isLength(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= longestRow;
}

/** What was kept, with the default in place of anything that this build does not know. */
export function readBoardSettings(text: string | null): BoardSettings {
  const kept = parsed(text);
  const lengths = Object.entries(kept.rowLengths ?? {});
  return {
    muted: kept.muted === true,
    rowLengths: Object.fromEntries(lengths.filter((entry): entry is [string, number] => isLength(entry[1]))),
  };
}

function parsed(text: string | null): { muted?: unknown; rowLengths?: object } {
  try {
    return { ...JSON.parse(text ?? "{}") };
  } catch {
    return {};
  }
}

function attempted<T>(act: () => T, otherwise: T): T {
  try {
    return act();
  } catch {
    return otherwise;
  }
}

/** Kept by the browser where it keeps anything; the board works without. */
export function createBoardSettings(storage: () => Pick<Storage, "getItem" | "setItem">): BoardSettingsStore {
  const kept = attempted(() => storage().getItem(key), null);
  const store = createStore<BoardSettings>(() => readBoardSettings(kept));
  store.subscribe((state) => attempted(() => storage().setItem(key, JSON.stringify(state)), undefined));
  return store;
}

export const boardSettings = createBoardSettings(() => localStorage);
