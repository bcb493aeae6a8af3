const key = "kaochang.attempt";

/** Which attempt this page belongs to until somebody signs in anew; null while that is open. */
export interface ShownAttempt {
  get(): string | null;
  set(attempt: string | null): void;
}

type TabStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** For a page without a browser's tab around it: what is shown is forgotten with the page. */
export const noTabStorage = (): TabStorage => ({ getItem: () => null, setItem() {}, removeItem() {} });

/** Outlives a reload of the same tab, as the sign-in does: a receipt stays the receipt. */
export function keepShownAttempt(storage: () => TabStorage): ShownAttempt {
  let shown: string | null = null;
  try {
    shown = storage().getItem(key);
  } catch {
    // A browser that keeps nothing: the server says once more which attempt is meant.
  }
  return {
    get: () => shown,
    set(attempt) {
      shown = attempt;
      try {
        if (attempt === null) storage().removeItem(key);
        else storage().setItem(key, attempt);
      } catch {
        // As above.
      }
    },
  };
}
