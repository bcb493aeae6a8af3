import { useState } from "react";
import { mergeFields } from "./merge.ts";

export interface Draft<T> {
  typed: T;
  set: (fields: Partial<T>) => void;
}

/** What is being typed over what is saved; when somebody else saves, only untouched fields become theirs. */
export function useDraft<T extends object>(saved: T): Draft<T> {
  const [state, setState] = useState({ saved, typed: saved });
  let { typed } = state;
  if (state.saved !== saved) {
    typed = mergeFields(state.saved, state.typed, saved);
    setState({ saved, typed });
  }
  const set = (fields: Partial<T>) => setState((old) => ({ ...old, typed: { ...old.typed, ...fields } }));
  return { typed, set };
}
