import { useEffect } from "react";
import { useStore } from "zustand";
import { StartCard } from "../proctor/start-card.tsx";
import { useBoard } from "../proctor/use-board.ts";

/**
 * 开考 on the officer's page of a sitting whose papers are drawn: where no chief proctor is assigned, an officer
 * starts it. `started`: by whomever.
 */
export function OfficerStart({ sitting, started }: { sitting: string; started: () => void }) {
  const board = useBoard(sitting);
  const state = useStore(board.store);
  const running = state.sitting?.phase === "running";
  useEffect(() => {
    if (running) started();
  }, [running, started]);
  if (state.sitting === null) return null;
  return (
    <div style={{ maxWidth: 420 }}>
      <StartCard board={board} sitting={state.sitting} seats={[...state.seats.values()]} />
    </div>
  );
}
