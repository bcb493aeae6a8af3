import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useSpeech } from "../staff/i18n/words.ts";
import styles from "./act-panel.module.css";
import { refusedText, waitingText, wishText } from "./deed-text.ts";
import { type Delivery, deliveryOf } from "./delivery.ts";
import type { ToldDeed } from "./use-acts.ts";
import type { Board } from "./use-board.ts";

type Seats = ReadonlyMap<string, BoardSeat>;

/** Who has not acknowledged a message, read anew whenever the board tells of fewer unread ones. */
function useUnseen(board: Board, { message, before }: ToldDeed, seats: Seats): ReadonlySet<string> {
  const [unseen, setUnseen] = useState<ReadonlySet<string>>(
    () => new Set(before.map(({ attempt }) => attempt)),
  );
  const unread = before.reduce((sum, { attempt }) => sum + (seats.get(attempt)?.unseenMessages ?? 0), 0);
  const sitting = board.store.getState().sitting?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `request` is the board's own, and a new number reads again
  useEffect(() => {
    if (message === null || sitting === undefined) return;
    let shown = true;
    void board.request("messages", { sitting }).then((reply) => {
      const sent = reply.ok && reply.messages.find(({ id }) => id === message);
      if (shown && sent) setUnseen(new Set(sent.unseen));
    });
    return () => {
      shown = false;
    };
  }, [message, sitting, unread]);
  return unseen;
}

function Delivered({ delivery, act }: { delivery: Delivery; act: string }) {
  const { t } = useSpeech();
  const waiting = waitingText(delivery, t);
  return (
    <>
      <b>{t("deed.delivered", { act, delivered: delivery.delivered, all: delivery.all })}</b>
      {waiting && <span>{waiting}</span>}
    </>
  );
}

interface DeedProps {
  board: Board;
  deed: ToldDeed;
  seats: Seats;
  dismiss: (id: number) => void;
}

/** What came of one act, told where it was asked and true for as long as it stands there. */
function Told({ board, deed, seats, dismiss }: DeedProps) {
  const { t } = useSpeech();
  const unseen = useUnseen(board, deed, seats);
  const delivery = deliveryOf(deed, seats, unseen);
  const act = wishText(deed.wish, t);
  const complete = deed.refused.length === 0 && (delivery === null || delivery.waiting.length === 0);
  return (
    <li data-complete={complete}>
      <div>
        {delivery && <Delivered delivery={delivery} act={act} />}
        {!delivery && <b>{t("deed.one", { act, who: deed.name })}</b>}
        {deed.refused.length > 0 && <span>{refusedText(deed.refused, t)}</span>}
      </div>
      <Button
        size="small"
        type="text"
        aria-label={`${t("deed.dismiss")} ${act}`}
        onClick={() => dismiss(deed.id)}
      >
        ×
      </Button>
    </li>
  );
}

interface ListProps extends Omit<DeedProps, "deed"> {
  deeds: readonly ToldDeed[];
}

export function DeedList({ deeds, ...props }: ListProps) {
  return (
    <div role="status">
      <ul className={styles.deeds}>
        {deeds.map((deed) => (
          <Told key={deed.id} deed={deed} {...props} />
        ))}
      </ul>
    </div>
  );
}
