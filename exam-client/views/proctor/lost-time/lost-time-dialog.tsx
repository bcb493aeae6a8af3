import type { LostTimeReport, RoomLostTime, SeatLostTime } from "@kaochang/exam-server/protocol/ledger.ts";
import { Alert, Button, Input, Modal } from "antd";
import { useId, useState } from "react";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { roomName } from "../../staff/room-name.ts";
import { Question } from "../question.tsx";
import type { Board } from "../use-board.ts";
import { LostTable } from "./lost-table.tsx";
import { minutesOf } from "./lost-text.ts";
import styles from "./lost-time.module.css";
import { type Granted, useLostTime } from "./use-lost-time.ts";

type Lost = ReturnType<typeof useLostTime>;

function Told({ granting }: Pick<Lost, "granting">) {
  const { t } = useSpeech();
  const seatText = ({ seat, ms }: Granted) => t("lost.grantedSeat", { seat, minutes: minutesOf(ms) });
  const granted = "granted" in granting ? granting.granted : [];
  const seats = granted.map(seatText).join(t("lost.and"));
  return (
    <>
      {granted.length > 0 && (
        <Alert type="success" role="status" showIcon title={t("lost.granted", { seats })} />
      )}
      {granting.kind === "failed" && <Failure code={granting.code} />}
    </>
  );
}

interface RoomProps {
  room: RoomLostTime;
  busy: boolean;
  grant: (seats: readonly SeatLostTime[]) => void;
}

/** A room's seats; all that are proposed in one act, asked before, because it is for many. */
function Room({ room, busy, grant }: RoomProps) {
  const { t } = useSpeech();
  const [asking, setAsking] = useState(false);
  const name = roomName(t, room.room);
  const due = room.seats.filter(({ over, apart, proposed }) => !over && !apart && proposed > 0);
  const said = { room: name, count: due.length, minutes: minutesOf(room.most) };
  const done = () => {
    setAsking(false);
    grant(due);
  };
  return (
    <section className={styles.room} aria-label={name}>
      <div className={styles.head}>
        <h3>{t(due.length > 0 ? "lost.room" : "lost.roomNone", said)}</h3>
        {due.length > 1 && (
          <Button disabled={busy} onClick={() => setAsking(true)}>
            {t("lost.grantRoom", said)}
          </Button>
        )}
      </div>
      <LostTable seats={room.seats} busy={busy} grant={(seat) => grant([seat])} />
      <Question
        open={asking}
        busy={false}
        title={t("lost.askRoom", said)}
        confirm={t("lost.confirmRoom")}
        done={done}
        cancel={() => setAsking(false)}
      >
        <p>{t("lost.effectRoom", said)}</p>
      </Question>
    </section>
  );
}

function Report({ report, lost }: { report: LostTimeReport; lost: Lost }) {
  const { t } = useSpeech();
  const id = useId();
  const [reason, setReason] = useState("");
  if (report.rooms.length === 0) return <p>{t("lost.none")}</p>;
  return (
    <>
      <div>
        <label htmlFor={id}>{t("lost.reason")}</label>
        <Input id={id} value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      </div>
      {report.rooms.map((room) => (
        <Room
          key={room.room}
          room={room}
          busy={lost.granting.kind === "busy"}
          grant={(seats) => lost.grant(seats, reason)}
        />
      ))}
    </>
  );
}

function Content({ board, sitting }: { board: Board; sitting: string }) {
  const { t } = useSpeech();
  const lost = useLostTime(board, sitting);
  const { report, failure, reload, granting } = lost;
  return (
    <div className={styles.body}>
      {report && <p className={styles.quiet}>{t("lost.explain", { limit: minutesOf(report.limit) })}</p>}
      {failure && <Failure code={failure} retry={reload} />}
      <Told granting={granting} />
      {report && <Report report={report} lost={lost} />}
      {!report && !failure && <p>{t("app.loading")}</p>}
    </div>
  );
}

/** 耽误时间 of the sitting: what each seat lost, and the credit that is proposed, to be granted with one click. */
export function LostTimeButton({ board, sitting }: { board: Board; sitting: string }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("lost.open")}
      </Button>
      <Modal
        open={open}
        width={960}
        style={{ top: 24 }}
        title={t("lost.title")}
        footer={null}
        onCancel={() => setOpen(false)}
        mask={{ closable: false }}
        destroyOnHidden
      >
        <Content board={board} sitting={sitting} />
      </Modal>
    </>
  );
}
