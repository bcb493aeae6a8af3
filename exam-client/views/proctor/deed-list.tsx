import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { Button } from "antd";
import { useState } from "react";
import { useSpeech } from "../staff/i18n/words.ts";
import styles from "./act-panel.module.css";
import { deliveredText, refusedText, wishText } from "./deed-text.ts";
import { type Delivery, deliveryOf, isComplete, noMemory, remembered } from "./delivery.ts";
import type { ToldDeed } from "./use-acts.ts";
import type { Board } from "./use-board.ts";
import { useReceipts } from "./use-receipts.ts";

type Seats = ReadonlyMap<string, BoardSeat>;

interface DeedProps {
  board: Board;
  deed: ToldDeed;
  seats: Seats;
  /** Whether it is told now: one that concerns other seats waits, and goes on counting. */
  shown: boolean;
  dismiss: (id: number) => void;
}

function useDelivery({ board, deed, seats }: DeedProps): Delivery | null {
  const receipts = useReceipts(board, deed, seats);
  const [known, setKnown] = useState(noMemory);
  const memory = remembered(known, deed, seats);
  if (memory !== known) setKnown(memory);
  return deliveryOf(deed, seats, { receipts, memory });
}

/** What came of one act, told where it was asked and true for as long as it stands there. */
function Told(props: DeedProps) {
  const { deed, shown, dismiss } = props;
  const { t } = useSpeech();
  const delivery = useDelivery(props);
  if (!shown) return null;
  const act = wishText(deed.wish, t);
  const complete = deed.refused.length === 0 && (delivery === null || isComplete(delivery));
  const told = delivery && deliveredText(act, deed.name, delivery, t);
  return (
    <li data-complete={complete}>
      <div>
        <b>{told?.head ?? t("deed.one", { act, who: deed.name })}</b>
        {told?.rest.map((line) => (
          <span key={line}>{line}</span>
        ))}
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

interface ListProps extends Omit<DeedProps, "deed" | "shown"> {
  deeds: readonly ToldDeed[];
  /** The seats that are chosen: only what was done to them alone is told. Null: all is. */
  chosen: readonly BoardSeat[] | null;
  /** A form stands open, and wants the place. */
  hidden: boolean;
}

/** Whether a deed was done to no other seats. */
function concerns({ before }: ToldDeed, chosen: readonly BoardSeat[]): boolean {
  return before.every(({ attempt }) => chosen.some((seat) => seat.attempt === attempt));
}

export function DeedList({ deeds, chosen, hidden, ...props }: ListProps) {
  const isShown = (deed: ToldDeed) => !hidden && (chosen === null || concerns(deed, chosen));
  return (
    <div role="status">
      <ul className={styles.deeds}>
        {deeds.map((deed) => (
          <Told key={deed.id} deed={deed} shown={isShown(deed)} {...props} />
        ))}
      </ul>
    </div>
  );
}
