import { useCallback, useState } from "react";
import { type How, nobody, type Selection, select, selectAll } from "./selection.ts";

export interface Choice {
  selection: Selection;
  /** `order`: attempts as they are shown. */
  pick: (attempt: string, how: How, order: readonly string[]) => void;
  pickAll: (attempts: readonly string[], add: boolean) => void;
  clear: () => void;
}

/** Whom the proctor means; the functions stay the same, so that tiles need not be drawn again. */
export function useSelection(): Choice {
  const [selection, setSelection] = useState(nobody);
  const pick = useCallback(
    (attempt: string, how: How, order: readonly string[]) =>
      setSelection((before) => select(before, attempt, how, order)),
    [],
  );
  const pickAll = useCallback(
    (attempts: readonly string[], add: boolean) => setSelection((before) => selectAll(before, attempts, add)),
    [],
  );
  const clear = useCallback(() => setSelection(nobody), []);
  return { selection, pick, pickAll, clear };
}
