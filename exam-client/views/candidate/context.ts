import { createContext, useContext } from "react";
import { useStore } from "zustand/react";
import type { AttemptState } from "../../store/attempt.ts";
import type { ClockState } from "../../store/clock.ts";
import type { Desk } from "../../store/desk.ts";
import type { Settings, SettingsStore } from "../../store/settings.ts";

export interface CandidateParts {
  desk: Desk;
  settings: SettingsStore;
}

export const CandidateContext = createContext<CandidateParts | null>(null);

function useParts(): CandidateParts {
  const parts = useContext(CandidateContext);
  if (parts === null) throw new Error("a candidate's view stands outside CandidateContext");
  return parts;
}

export function useDesk(): Desk {
  return useParts().desk;
}

export function useAttempt<T>(select: (state: AttemptState) => T): T {
  return useStore(useDesk().store, select);
}

export function useClock<T>(select: (state: ClockState) => T): T {
  return useStore(useDesk().clock.store, select);
}

export function useSettings(): [Settings, SettingsStore["setState"]] {
  const { settings } = useParts();
  return [useStore(settings), settings.setState];
}
