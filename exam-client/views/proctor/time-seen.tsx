import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { useSpeech, type Words } from "../staff/i18n/words.ts";
import { timeSeen } from "./added-time.ts";
import styles from "./panel.module.css";
import { compareSeats } from "./seat-order.ts";

/** More than these are not read one by one. */
const named = 6;

function unseenText(unseen: readonly BoardSeat[], t: Words): string {
  const words = [...unseen]
    .sort(compareSeats)
    .slice(0, named)
    .map((seat) => t("time.unseenSeat", { seat: seat.seat, state: t(`seat.${seat.state}`) }));
  const more = unseen.length > named ? t("time.more", { count: unseen.length }) : "";
  return t("time.unseen", { seats: words.join(t("needs.comma")) + more });
}

/** How many seats show their new time, and which do not yet; nothing while no time was changed. */
export function TimeSeenCount({ seats }: { seats: readonly BoardSeat[] }) {
  const { t } = useSpeech();
  const { all, shown, unseen } = timeSeen(seats);
  if (all === 0) return null;
  return (
    <p className={styles.seen} role="status" data-complete={unseen.length === 0}>
      <b>{t("time.shown", { shown, all })}</b>
      {unseen.length > 0 && <span>{unseenText(unseen, t)}</span>}
    </p>
  );
}
