import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { Button } from "antd";
import { useStore } from "zustand";
import { momentWords } from "../officer/plan/window-words.ts";
import { clockText } from "../staff/durations.ts";
import { type ClockOffset, remaining } from "../staff/exam-clock.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import { Link } from "../staff/link.tsx";
import { seatingPath } from "../staff/log-route.ts";
import { roomName } from "../staff/room-name.ts";
import { PhaseWord, PracticeTag } from "../staff/sitting-title.tsx";
import { timeSeen } from "./added-time.ts";
import { boardSettings } from "./board-settings.ts";
import styles from "./live-header.module.css";
import { LostTimeButton } from "./lost-time/lost-time-dialog.tsx";
import { type RoomClock, roomClocks } from "./room-clocks.ts";
import { unconfirmedCount } from "./start-count.ts";
import { StateShape } from "./state-shape.tsx";
import { seatStates, tally } from "./tally.ts";
import type { Board } from "./use-board.ts";
import { useMonotonic } from "./use-monotonic.ts";

function Counts({ seats }: { seats: readonly BoardSeat[] }) {
  const { t } = useSpeech();
  const counts = tally(seats);
  const { all, shown, unseen } = timeSeen(seats);
  const unconfirmed = unconfirmedCount(seats);
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
          <i className={styles.key} aria-hidden="true" /> {t("board.unconfirmed")} <b>{unconfirmed}</b>
        </li>
      )}
      {unseen.length > 0 && <li className={styles.warn}>{t("time.shown", { shown, all })}</li>}
    </ul>
  );
}

function leftText({ deadline, stoppedAt }: RoomClock, clock: ClockOffset, now: number): string {
  return clockText(stoppedAt === null ? remaining(deadline, clock, now) : deadline - stoppedAt);
}

/** The one clock that all rooms share. */
function Left({ common, clock }: { common: RoomClock; clock: ClockOffset }) {
  const { t } = useSpeech();
  const now = useMonotonic();
  return (
    <div className={styles.clock}>
      <span>{t(common.stoppedAt === null ? "live.remaining" : "live.stopped")}</span>
      <strong role="timer">{leftText(common, clock, now)}</strong>
    </div>
  );
}

/** The clocks of rooms that differ, each with its rooms. */
function LeftByRoom({ clocks, clock }: { clocks: readonly RoomClock[]; clock: ClockOffset }) {
  const { t } = useSpeech();
  const now = useMonotonic();
  return (
    <div className={styles.clock}>
      <ul aria-label={t("live.remaining")}>
        {clocks.map((one) => (
          <li key={one.rooms.join(" ")}>
            {one.rooms.map((room) => roomName(t, room)).join(t("needs.comma"))}{" "}
            {one.stoppedAt !== null && t("live.stopped")} <b role="timer">{leftText(one, clock, now)}</b>
          </li>
        ))}
      </ul>
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
function Clocks({ sitting, seats, clock }: ClockProps) {
  const { t } = useSpeech();
  const clocks = roomClocks(seats);
  const [common, ...others] = clocks;
  if (sitting.phase === "running" && sitting.start === "own")
    return <div className={styles.clock}>{t("live.ownClocks")}</div>;
  if (sitting.phase === "running" && common && clock !== null)
    return others.length === 0 ? (
      <Left common={common} clock={clock} />
    ) : (
      <LeftByRoom clocks={clocks} clock={clock} />
    );
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
          {sitting.begins !== null && (
            <span className={styles.quiet}>
              {t("list.plannedAt", { begins: momentWords(sitting.begins) })}
            </span>
          )}
          <span className={styles.quiet}>{t("live.duration", { minutes: sitting.minutes })}</span>
        </div>
        <Counts seats={seats} />
      </div>
      <Tools board={board} sitting={sitting} help={help} />
      <Clocks {...props} />
    </header>
  );
}
