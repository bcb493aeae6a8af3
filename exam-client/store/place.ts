import type { AttemptState, AttemptStore } from "./attempt.ts";

const key = "kaochang.place";

interface Place {
  attempt: string;
  item: string;
}

/** The question in front of the candidate outlives a reload of the same tab; another attempt begins at its first. */
export function keepPlace(store: AttemptStore, storage: () => Pick<Storage, "getItem" | "setItem">): void {
  store.subscribe((state, before) => {
    const attempt = state.view?.attempt;
    if (attempt === undefined || state.paper === null) return;
    try {
      if (before.paper === null) restore(store, state, readPlace(storage().getItem(key)));
      else if (state.current !== before.current) {
        storage().setItem(key, JSON.stringify({ attempt, item: state.current } satisfies Place));
      }
    } catch {
      // A browser that keeps nothing costs the candidate one click on the answer card.
    }
  });
}

function readPlace(text: string | null): Partial<Place> {
  return JSON.parse(text ?? "{}") as Partial<Place>;
}

function restore(
  store: AttemptStore,
  { view, paper }: AttemptState,
  { attempt, item }: Partial<Place>,
): void {
  if (item !== undefined && attempt === view?.attempt && paper?.byId.has(item))
    store.setState({ current: item });
}
