import { useEffect, useRef } from "react";
import { type ActId, actOfKey } from "./acts.ts";

export interface Keys {
  begin: (act: ActId) => void;
  all: () => void;
  next: () => void;
  view: () => void;
  help: () => void;
  escape: () => void;
}

/** Where somebody writes, or decides in a dialog, letters are letters. */
function isElsewhere(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [role=dialog]") !== null;
}

function pickChip(number: number): boolean {
  const chip = document.querySelectorAll<HTMLElement>("[data-chip]")[number - 1];
  chip?.click();
  return chip !== undefined;
}

function handled(event: KeyboardEvent, keys: Keys): boolean {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "a") {
    keys.all();
    return true;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (/^[1-9]$/.test(event.key)) return pickChip(Number(event.key));
  const act = actOfKey(event.key);
  if (act !== undefined) keys.begin(act);
  else if (event.key === "n" || event.key === "N") keys.next();
  else if (event.key === "t" || event.key === "T") keys.view();
  else if (event.key === "?") keys.help();
  else return false;
  return true;
}

/** One key for each thing a proctor does, wherever on the board the focus is. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      // Escape leaves a form from its fields too; a dialog closes itself.
      const inDialog = event.target instanceof Element && event.target.closest("[role=dialog]") !== null;
      if (event.key === "Escape" && !inDialog) return latest.current.escape();
      if (!event.repeat && !isElsewhere(event.target) && handled(event, latest.current))
        event.preventDefault();
    };
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);
}
