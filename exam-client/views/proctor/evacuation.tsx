import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { Button, Input } from "antd";
import { useId, useState } from "react";
import { useSpeech } from "../staff/i18n/words.ts";
import { roomName } from "../staff/room-name.ts";
import { waitingText } from "./deed-text.ts";
import styles from "./evacuation.module.css";
import { HoldButton } from "./hold-button.tsx";
import { hasArrived, isOver } from "./room-time.ts";
import { byRoom } from "./seat-order.ts";
import type { Acts } from "./use-acts.ts";
import type { Target } from "./wish.ts";

const reasons = ["evacuation.fire", "evacuation.quake", "evacuation.power", "evacuation.drill"] as const;

interface EvacuateProps {
  target: Target;
  acts: Acts;
  close: () => void;
}

/** 疏散 of a room or of all: a reason, and a button that must be held. */
export function Evacuate({ target, acts, close }: EvacuateProps) {
  const { t } = useSpeech();
  const id = useId();
  const [reason, setReason] = useState("");
  const evacuate = () => {
    acts.run({ act: "evacuate", reason: reason.trim() }, target);
    close();
  };
  return (
    <section className={styles.card} aria-labelledby="evacuate">
      <div className={styles.heading}>
        <h3 id="evacuate">{t("evacuation.title", { who: target.name })}</h3>
        <Button size="small" onClick={close}>
          {t("acts.back")}
        </Button>
      </div>
      <p>{t("evacuation.explain")}</p>
      <div className={styles.reasons}>
        {reasons.map((key) => (
          <Button
            key={key}
            size="small"
            data-chip
            type={reason === t(key) ? "primary" : "default"}
            aria-pressed={reason === t(key)}
            onClick={() => setReason(t(key))}
          >
            {t(key)}
          </Button>
        ))}
      </div>
      <label htmlFor={id}>{t("chips.own")}</label>
      <Input id={id} value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      <HoldButton
        tone="alarm"
        disabled={reason.trim() === "" || acts.state.busy}
        holding={t("evacuation.holding")}
        done={evacuate}
      >
        {t("evacuation.hold")}
      </HoldButton>
    </section>
  );
}

interface EvacuatedProps {
  /** Of the rooms that are shown. */
  seats: readonly BoardSeat[];
  all: boolean;
  acts: Acts;
}

/** What stands above everything while a room is evacuated, and the way back. */
export function Evacuated({ seats, all, acts }: EvacuatedProps) {
  const { t } = useSpeech();
  const gone = seats.filter((seat) => seat.evacuated && !isOver(seat));
  if (gone.length === 0) return null;
  const here = gone.filter(hasArrived);
  const waiting = here.filter(({ pause }) => pause === "asked");
  const delivered = here.length - waiting.length;
  const rooms = byRoom(gone).map(({ name }) => roomName(t, name));
  const back = () =>
    acts.run(
      { act: "resume-evacuation" },
      { seats: gone, all, room: null, name: t("board.people", { count: gone.length }) },
    );
  return (
    <section className={styles.banner} role="status">
      <div>
        <strong>{t("evacuation.on", { rooms: rooms.join(t("needs.comma")), count: gone.length })}</strong>
        <span>
          {t("evacuation.delivered", { delivered, all: here.length })}
          {waiting.length > 0 && ` · ${waitingText({ waiting, confirmed: null }, t)}`}
          {gone.length > here.length && ` · ${t("evacuation.away", { count: gone.length - here.length })}`}
        </span>
      </div>
      <HoldButton tone="good" disabled={acts.state.busy} holding={t("evacuation.holding")} done={back}>
        {t("evacuation.holdResume")}
      </HoldButton>
    </section>
  );
}
