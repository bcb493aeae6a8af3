import { useEffect, useRef } from "react";

export interface ReplayKeys {
  toggle: () => void;
  step: (by: 1 | -1) => void;
  turn: (by: 1 | -1) => void;
}

/** What an element does with a key itself is left to it. */
const own: Record<string, string> = {
  " ": "button, a, input, select, textarea, [role=combobox], [role=switch]",
  ArrowLeft: "input, select, textarea, [role=combobox], [role=radiogroup] *",
  ArrowRight: "input, select, textarea, [role=combobox], [role=radiogroup] *",
  PageUp: "select, textarea",
  PageDown: "select, textarea",
};

/** Space plays, arrows step, PageUp and PageDown turn to another question. */
export function useReplayKeys(keys: ReplayKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const acts: Record<string, () => void> = {
      " ": () => latest.current.toggle(),
      ArrowLeft: () => latest.current.step(-1),
      ArrowRight: () => latest.current.step(1),
      PageUp: () => latest.current.turn(-1),
      PageDown: () => latest.current.turn(1),
    };
    const press = (event: KeyboardEvent) => {
      const act = acts[event.key];
      const held = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
      if (!act || held || (event.target as Element).matches(own[event.key] ?? "input")) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}
