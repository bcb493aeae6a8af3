import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { useState } from "react";
import { useSpeech } from "../staff/i18n/words.ts";
import styles from "./seat-photo.module.css";

const photoOf = (attempt: string) => `/api/staff/attempts/${encodeURIComponent(attempt)}/photo`;

/**
 * The roster's photo, to be compared with the person and their papers: large until somebody has, then small, and
 * large again by a click. Give it the attempt as key.
 */
export function SeatPhoto({ seat }: { seat: BoardSeat }) {
  const { t } = useSpeech();
  const [missing, setMissing] = useState(false);
  const [turned, setTurned] = useState(false);
  if (missing) return <p className={styles.none}>{t("photo.none")}</p>;
  const large = seat.personConfirmed === turned;
  return (
    <button
      type="button"
      className={styles.photo}
      data-large={large}
      title={t(large ? "photo.smaller" : "photo.larger")}
      onClick={() => setTurned(!turned)}
    >
      <img
        src={photoOf(seat.attempt)}
        alt={t("roster.photoOf", { name: seat.name })}
        onError={() => setMissing(true)}
      />
    </button>
  );
}
