import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { Button } from "antd";
import type { ReactNode } from "react";
import { clockText } from "../staff/durations.ts";
import { type ClockOffset, examNow, remaining } from "../staff/exam-clock.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import { roomName } from "../staff/room-name.ts";
import styles from "./panel.module.css";
import { ReleaseForm } from "./release-form.tsx";
import { isOver } from "./room-time.ts";
import { spanText } from "./span-text.ts";
import { StateShape } from "./state-shape.tsx";
import type { Board } from "./use-board.ts";
import { useMonotonic } from "./use-monotonic.ts";

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Times({ seat, clock }: { seat: BoardSeat; clock: ClockOffset }) {
  const { t } = useSpeech();
  const now = useMonotonic();
  const runs = seat.deadline !== null && !isOver(seat);
  return (
    <>
      <Fact name={t("panel.since")}>{spanText(examNow(clock, now) - seat.since, t)}</Fact>
      {runs && seat.deadline !== null && (
        <Fact name={t("panel.remaining")}>{clockText(remaining(seat.deadline, clock, now))}</Fact>
      )}
    </>
  );
}

function Facts({ seat, clock }: { seat: BoardSeat; clock: ClockOffset | null }) {
  const { t } = useSpeech();
  return (
    <dl className={styles.facts}>
      <Fact name={t("panel.state")}>
        <StateShape state={seat.state} /> {t(`seat.${seat.state}`)}
      </Fact>
      {clock && <Times seat={seat} clock={clock} />}
      <Fact name={t("panel.admission")}>{seat.admissionNumber}</Fact>
      <Fact name={t("panel.answered")}>
        {seat.answered}/{seat.total}
      </Fact>
      <Fact name={t("panel.flagged")}>{seat.flagged}</Fact>
      {seat.quarantined > 0 && <Fact name={t("panel.quarantined")}>{seat.quarantined}</Fact>}
    </dl>
  );
}

function Release({ board, seat }: { board: Board; seat: BoardSeat }) {
  const { t } = useSpeech();
  if (isOver(seat)) return <p className={styles.quiet}>{t("release.over")}</p>;
  if (seat.state === "not-arrived") return <p className={styles.quiet}>{t("release.absent")}</p>;
  return <ReleaseForm key={seat.attempt} board={board} seat={seat} />;
}

interface PanelProps {
  board: Board;
  seat: BoardSeat;
  clock: ClockOffset | null;
  close: () => void;
}

/** One seat: what is known of it and what may be done. */
export function SeatPanel({ board, seat, clock, close }: PanelProps) {
  const { t } = useSpeech();
  return (
    <section className={styles.card} aria-labelledby="seat-panel">
      <div className={styles.heading}>
        <h2 id="seat-panel">
          {roomName(t, seat.room)} {t("live.seat", { seat: seat.seat })} {seat.name}
        </h2>
        <Button size="small" onClick={close}>
          {t("app.close")}
        </Button>
      </div>
      <Facts seat={seat} clock={clock} />
      <h3>{t("release.title")}</h3>
      <Release board={board} seat={seat} />
    </section>
  );
}
