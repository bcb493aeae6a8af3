import type { OwnStart } from "@kaochang/exam-server/protocol/messages.ts";
import { useSyncExternalStore } from "react";
import type { Clock } from "../../store/clock.ts";
import { useDesk } from "./context.ts";

/** Whether only a proctor's leave lets this candidate begin now. By the page's clock: the server decides. */
export function beginningClosed(ownStart: OwnStart | null, clock: Pick<Clock, "exam">): boolean {
  const now = clock.exam();
  return ownStart !== null && ownStart.until !== null && now !== null && now > ownStart.until;
}

const everyMs = 500;

function twiceASecond(look: () => void): () => void {
  const timer = setInterval(look, everyMs);
  return () => clearInterval(timer);
}

/** The same, drawn anew when it changes; nothing is sent when the last moment passes. */
export function useBeginningClosed(ownStart: OwnStart | null): boolean {
  const { clock } = useDesk();
  const look = () => beginningClosed(ownStart, clock);
  return useSyncExternalStore(twiceASecond, look, look);
}
