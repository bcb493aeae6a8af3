import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { boardSettings } from "./board-settings.ts";
import { chime } from "./chime.ts";
import { isForNotice, keyOf, type Need } from "./needs.ts";
import { isCalling, openNeeds, type Watched, watchNeeds } from "./unopened.ts";

const lookEveryMs = 1_000;

/**
 * Sounds when a need stands for a minute and nobody at this page has opened it; what a proctor only has to
 * know of makes no sound. Returns how to say that a need was opened.
 */
export function useCalling(needs: readonly Need[]): (need: Need) => void {
  const muted = useStore(boardSettings, (settings) => settings.muted);
  const watched = useRef<Watched>(new Map());
  const lastAt = useRef<number | null>(null);
  const raised = useRef<readonly string[]>([]);
  raised.current = needs.filter((need) => !isForNotice(need)).map(keyOf);
  useEffect(() => {
    const timer = setInterval(() => {
      const now = performance.now();
      watched.current = watchNeeds(watched.current, raised.current, now);
      if (muted || !isCalling(watched.current, now, lastAt.current)) return;
      lastAt.current = now;
      chime();
    }, lookEveryMs);
    return () => clearInterval(timer);
  }, [muted]);
  return (need) => {
    watched.current = openNeeds(watched.current, [keyOf(need)]);
  };
}
