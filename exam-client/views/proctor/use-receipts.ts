import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { useEffect, useState } from "react";
import type { Receipts } from "./delivery.ts";
import { hasArrived } from "./room-time.ts";
import type { ToldDeed } from "./use-acts.ts";
import type { Board } from "./use-board.ts";

/** A message that is read within one push of the board changes no number there: receipts are asked for as well. */
const askAgainMs = 3000;

/** Rises now and then, while it is asked to. */
function useRounds(wanted: boolean): number {
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!wanted) return;
    const timer = setInterval(() => setRound((before) => before + 1), askAgainMs);
    return () => clearInterval(timer);
  }, [wanted]);
  return round;
}

/** Who shows a message and who has put it away, read anew whenever the board tells of fewer unread ones, and now and then. */
export function useReceipts(
  board: Board,
  { message, before }: ToldDeed,
  seats: ReadonlyMap<string, BoardSeat>,
): Receipts {
  const [receipts, setReceipts] = useState<Receipts>(() => {
    const all = new Set(before.map(({ attempt }) => attempt));
    return { unseen: all, unshown: all };
  });
  const unread = before.reduce((sum, { attempt }) => sum + (seats.get(attempt)?.unseenMessages ?? 0), 0);
  const sitting = board.store.getState().sitting?.id;
  const isAwaited = (old: BoardSeat) =>
    receipts.unseen.has(old.attempt) && hasArrived(seats.get(old.attempt) ?? old);
  const round = useRounds(message !== null && before.some(isAwaited));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `request` is the board's own, and a new number reads again
  useEffect(() => {
    if (message === null || sitting === undefined) return;
    let shown = true;
    void board.request("messages", { sitting }).then((reply) => {
      const sent = reply.ok && reply.messages.find(({ id }) => id === message);
      if (shown && sent) setReceipts({ unseen: new Set(sent.unseen), unshown: new Set(sent.unshown) });
    });
    return () => {
      shown = false;
    };
  }, [message, sitting, unread, round]);
  return receipts;
}
