import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { Alert, Button, Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { clockText } from "../staff/durations.ts";
import { type ClockOffset, examNow, remaining } from "../staff/exam-clock.ts";
import { useSpeech, type Words } from "../staff/i18n/words.ts";
import { roomName } from "../staff/room-name.ts";
import { addedMinutes, isTimeUnseen } from "./added-time.ts";
import styles from "./panel.module.css";
import { ReleaseForm } from "./release-form.tsx";
import { isClosed, isOver } from "./room-time.ts";
import { spanText } from "./span-text.ts";
import { StateShape } from "./state-shape.tsx";
import { TimeForm } from "./time-form.tsx";
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
      {seat.changes > 0 && <Fact name={t("panel.added")}>{addedText(seat, t)}</Fact>}
    </dl>
  );
}

function addedText(seat: BoardSeat, t: Words): string {
  const minutes = addedMinutes(seat);
  if (isOver(seat)) return t("panel.addedOver", { minutes });
  return t(isTimeUnseen(seat) ? "panel.addedUnseen" : "panel.addedShown", { minutes });
}

/** What is the matter with the seat, and the way to the answers that wait. */
function Matters({ seat, decide }: { seat: BoardSeat; decide: (attempt: string) => void }) {
  const { t } = useSpeech();
  const open = !isOver(seat);
  return (
    <div className={styles.matters}>
      {open && seat.knocking && <Alert type="error" showIcon title={t("panel.knocking")} />}
      {open && seat.keeps === false && <Alert type="error" showIcon title={t("panel.unkept")} />}
      {seat.quarantined > 0 && (
        <Button block type="primary" onClick={() => decide(seat.attempt)}>
          {t("panel.decide", { count: seat.quarantined })}
        </Button>
      )}
    </div>
  );
}

function Release({ board, seat }: { board: Board; seat: BoardSeat }) {
  const { t } = useSpeech();
  if (isOver(seat)) return <p className={styles.quiet}>{t("release.over")}</p>;
  if (seat.state === "not-arrived") return <p className={styles.quiet}>{t("release.absent")}</p>;
  return <ReleaseForm board={board} seat={seat} />;
}

function MoreTime({ board, sitting, seat }: { board: Board; sitting: string; seat: BoardSeat }) {
  const { t } = useSpeech();
  if (isClosed(seat)) return <p className={styles.quiet}>{t("time.over")}</p>;
  const name = `${t("live.seat", { seat: seat.seat })} ${seat.name}`;
  const target = { attempts: [seat.attempt], name };
  return <TimeForm board={board} sitting={sitting} seats={[seat]} target={target} />;
}

type Act = "release" | "time";

interface ActsProps {
  board: Board;
  sitting: string;
  seat: BoardSeat;
}

/** One act at a time, so that both fit without scrolling. */
function Acts({ board, sitting, seat }: ActsProps) {
  const { t } = useSpeech();
  const [act, setAct] = useState<Act>("release");
  const options = (["release", "time"] as const).map((value) => ({ value, label: t(`act.${value}`) }));
  return (
    <>
      <div className={styles.acting}>
        <Segmented<Act> block aria-label={t("act.choose")} options={options} value={act} onChange={setAct} />
      </div>
      {act === "release" ? (
        <Release board={board} seat={seat} />
      ) : (
        <MoreTime board={board} sitting={sitting} seat={seat} />
      )}
    </>
  );
}

interface PanelProps extends ActsProps {
  clock: ClockOffset | null;
  decide: (attempt: string) => void;
  close: () => void;
}

/** One seat: what is known of it and what may be done. */
export function SeatPanel({ board, sitting, seat, clock, decide, close }: PanelProps) {
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
      <Matters seat={seat} decide={decide} />
      <Facts seat={seat} clock={clock} />
      <Acts key={seat.attempt} board={board} sitting={sitting} seat={seat} />
    </section>
  );
}
