import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { Button } from "antd";
import { useState } from "react";
import { useSpeech } from "../staff/i18n/words.ts";
import styles from "./panel.module.css";
import { RescueForm } from "./rescue-form.tsx";
import { RoomTimeForm } from "./room-time-form.tsx";
import { TimeSeenCount } from "./time-seen.tsx";
import type { Board } from "./use-board.ts";

type Act = "none" | "time" | "rescue";

interface CardProps {
  board: Board;
  sitting: SittingSummary;
  seats: readonly BoardSeat[];
  decide: (attempt: string) => void;
}

/** Acts on the room: more time, and rescue files. */
export function RoomCard({ board, sitting, seats, decide }: CardProps) {
  const { t } = useSpeech();
  const [act, setAct] = useState<Act>("none");
  const toggle = (one: Act) => () => setAct(act === one ? "none" : one);
  return (
    <section className={styles.card} aria-labelledby="room-card">
      <h2 id="room-card">{t("room.title")}</h2>
      <div className={styles.acts}>
        {act !== "time" && <TimeSeenCount seats={seats} />}
        {sitting.phase !== "closed" && (
          <Button aria-expanded={act === "time"} onClick={toggle("time")}>
            {t("room.time")}
          </Button>
        )}
        {act === "time" && sitting.phase !== "closed" && (
          <div>
            <RoomTimeForm board={board} sitting={sitting.id} seats={seats} />
          </div>
        )}
        <Button aria-expanded={act === "rescue"} onClick={toggle("rescue")}>
          {t("room.rescue")}
        </Button>
        {act === "rescue" && (
          <div>
            <RescueForm sitting={sitting.id} decide={decide} />
          </div>
        )}
      </div>
    </section>
  );
}
