import { createStore, type StoreApi } from "zustand/vanilla";

export const themes = ["light", "dark", "contrast"] as const;
export const sizes = [100, 125, 150] as const;
export const languages = ["zh", "en"] as const;
export type Theme = (typeof themes)[number];
export type Size = (typeof sizes)[number];
export type Language = (typeof languages)[number];

export interface Settings {
  theme: Theme;
  size: Size;
  language: Language;
}

export const defaultSettings: Settings = { theme: "light", size: 100, language: "zh" };
const key = "kaochang.settings";

/** What was kept, with the default in place of anything that this build does not know. */
export function readSettings(text: string | null): Settings {
  const kept = parse(text);
  return {
    theme: oneOf(themes, kept.theme, defaultSettings.theme),
    size: oneOf(sizes, kept.size, defaultSettings.size),
    language: oneOf(languages, kept.language, defaultSettings.language),
  };
}

function parse(text: string | null): Record<string, unknown> {
  try {
    return { ...(JSON.parse(text ?? "{}") as Record<string, unknown>) };
  } catch {
    return {};
  }
}

function oneOf<T>(allowed: readonly T[], value: unknown, otherwise: T): T {
  return allowed.find((one) => one === value) ?? otherwise;
}

export type SettingsStore = StoreApi<Settings>;

/** Settings kept by the browser where it keeps anything; losing them costs a candidate two clicks. */
export function createSettings(storage: () => Pick<Storage, "getItem" | "setItem">): SettingsStore {
  const attempt = <T>(act: () => T, otherwise: T): T => {
    try {
      return act();
    } catch {
      return otherwise;
    }
  };
  const kept = attempt(() => storage().getItem(key), null);
  const store = createStore<Settings>(() => readSettings(kept));
  store.subscribe((settings) => attempt(() => storage().setItem(key, JSON.stringify(settings)), undefined));
  return store;
}
