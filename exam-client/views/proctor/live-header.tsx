import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { Button } from "antd";
import { useStore } from "zustand";
import { clockText } from "../staff/durations.ts";
import { type ClockOffset, remaining } from "../staff/exam-clock.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import { Link } from "../staff/link.tsx";
import { seatingPath } from "../staff/log-route.ts";
import { PhaseWord, PracticeTag } from "../staff/sitting-title.tsx";
import { timeSeen } from "./added-time.ts";
import { boardSettings } from "./board-settings.ts";
import styles from "./live-header.module.css";
import { LostTimeButton } from "./lost-time/lost-time-dialog.tsx";
import { roomDeadline } from "./room-time.ts";
import { StateShape } from "./state-shape.tsx";
import { seatStates, tally } from "./tally.ts";
import type { Board } from "./use-board.ts";
import { useMonotonic } from "./use-monotonic.ts";

function Counts({ seats }: { seats: readonly BoardSeat[] }) {
  const { t } = useSpeech();
  const counts = tally(seats);
  const { all, shown, unseen } = timeSeen(seats);
  const unconfirmed = seats.filter((seat) => !seat.personConfirmed && seat.state !== "not-arrived").length;
  return (
    <ul className={styles.counts} aria-label={t("live.counts")}>
      {seatStates
        .filter((state) => counts[state] > 0)
        .map((state) => (
          <li key={state}>
            <StateShape state={state} /> {t(`seat.${state}`)} <b>{counts[state]}</b>
          </li>
        ))}
      {unconfirmed > 0 && (
        <li className={styles.quiet}>
          {t("board.unconfirmed")} <b>{unconfirmed}</b>
        </li>
      )}
      {unseen.length > 0 && <li className={styles.warn}>{t("time.shown", { shown, all })}</li>}
    </ul>
  );
}

function Left({ deadline, clock }: { deadline: number; clock: ClockOffset }) {
  const { t } = useSpeech();
  const now = useMonotonic();
  return (
    <div className={styles.clock}>
      <span>{t("live.remaining")}</span>
      <strong role="timer">{clockText(remaining(deadline, clock, now))}</strong>
    </div>
  );
}

interface ClockProps {
  sitting: SittingSummary;
  seats: readonly BoardSeat[];
  clock: ClockOffset | null;
}

interface HeaderProps extends ClockProps {
  board: Board;
  help: () => void;
}

/** The one sound, and the card of keys. */
function Tools({ board, sitting, help }: Pick<HeaderProps, "board" | "sitting" | "help">) {
  const { t } = useSpeech();
  const muted = useStore(boardSettings, (settings) => settings.muted);
  return (
    <div className={styles.tools}>
      {sitting.phase !== "prepared" && <LostTimeButton board={board} sitting={sitting.id} />}
      <Link to={seatingPath("proctor", sitting.id)}>{t("seating.title")}</Link>
      <Button
        size="small"
        aria-pressed={muted}
        title={t("board.muteWhy")}
        onClick={() => boardSettings.setState({ muted: !muted })}
      >
        {t(muted ? "board.unmute" : "board.mute")}
      </Button>
      <Button size="small" onClick={help}>
        {t("board.keys")} ?
      </Button>
    </div>
  );
}

/** The room's clock while it runs; before and after, one sentence in its place. */
function RoomClock({ sitting, seats, clock }: ClockProps) {
  const { t } = useSpeech();
  const deadline = roomDeadline(seats);
  if (sitting.phase === "running" && deadline !== null && clock !== null)
    return <Left deadline={deadline} clock={clock} />;
  const words = sitting.phase === "closed" ? "live.over" : "live.beforeStart";
  return <div className={styles.clock}>{t(words)}</div>;
}

export function LiveHeader(props: HeaderProps) {
  const { t } = useSpeech();
  const { board, sitting, seats, help } = props;
  return (
    <header className={styles.header}>
      <div className={styles.titles}>
        <Link to="/staff/proctor">← {t("live.back")}</Link>
        <div className={styles.title}>
          <h1>{sitting.title}</h1>
          <PhaseWord phase={sitting.phase} />
          <PracticeTag sitting={sitting} />
          <span className={styles.quiet}>{t("live.duration", { minutes: sitting.minutes })}</span>
        </div>
        <Counts seats={seats} />
      </div>
      <Tools board={board} sitting={sitting} help={help} />
      <RoomClock {...props} />
    </header>
  );
}
