import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import { addedMinutes, isTimeUnseen } from "./added-time.ts";
import { isOver } from "./room-time.ts";
import styles from "./seat-map.module.css";

/** What is unusual about a seat besides its state: said in words, because a colour alone says nothing. */
export function SeatMarks({ seat }: { seat: BoardSeat }) {
  const { t } = useSpeech();
  const over = isOver(seat);
  return (
    <>
      {seat.knocking && !over && <small className={styles.alarm}>{t("mark.knocking")}</small>}
      {seat.keeps === false && !over && <small className={styles.alarm}>{t("mark.unkept")}</small>}
      {seat.quarantined > 0 && (
        <small className={styles.warn}>{t("mark.quarantined", { count: seat.quarantined })}</small>
      )}
      {isTimeUnseen(seat) && (
        <small className={styles.warn}>{t("mark.timeUnseen", { minutes: addedMinutes(seat) })}</small>
      )}
    </>
  );
}
