import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { besideEachOther, type StartCheck } from "@kaochang/exam-server/protocol/start.ts";
import { Alert, Button, Modal } from "antd";
import { Failure } from "../staff/failure.tsx";
import { useSpeech, type Words } from "../staff/i18n/words.ts";
import { roomName } from "../staff/room-name.ts";
import styles from "./panel.module.css";
import { byRoom } from "./seat-order.ts";
import { startCount, unconfirmedCount } from "./start-count.ts";
import { StartGaps } from "./start-gaps.tsx";
import { tally } from "./tally.ts";
import type { Board } from "./use-board.ts";
import { type StartSteps, useStart } from "./use-start.ts";

/** The words of a common start, or of opening the doors where everybody begins by themselves. */
function wordsOf(t: Words, { start }: Pick<SittingSummary, "start">) {
  return (
    word: "title" | "button" | "final" | "late" | "lateClosed" | "confirm" | "done",
    facts?: Record<string, number>,
  ) => t(start === "own" ? `start.own.${word}` : `start.${word}`, facts);
}

/** 「3 个考场同时：第 1 考场 42 人、…。」; nothing where there is one room. */
function Rooms({ seats }: { seats: readonly BoardSeat[] }) {
  const { t } = useSpeech();
  const rooms = byRoom(seats);
  if (rooms.length < 2) return null;
  const names = rooms.map((room) => {
    const counts = { room: roomName(t, room.name), all: room.seats.length };
    return t("start.room", { ...counts, missing: tally(room.seats)["not-arrived"] });
  });
  return <p>{t("start.rooms", { count: rooms.length, rooms: names.join(t("needs.comma")) })}</p>;
}

/** 「计划 12:50，现在 12:58。」, when it is late; that it is early stands among what is to be ticked. */
function Late({ planned, now }: Pick<StartCheck, "planned" | "now">) {
  const { t } = useSpeech();
  if (planned === null || now <= planned) return null;
  const [should, is] = besideEachOther(planned, now);
  return (
    <p>
      <b>{t("start.times", { planned: should, now: is })}</b>
    </p>
  );
}

interface CardProps {
  board: Board;
  sitting: SittingSummary;
  /** Of every room. */
  seats: readonly BoardSeat[];
}

function Confirmation({ seats, sitting, steps }: Omit<CardProps, "board"> & { steps: StartSteps }) {
  const { t } = useSpeech();
  const say = wordsOf(t, sitting);
  const { state, check, cancel, start } = steps;
  const unconfirmed = unconfirmedCount(seats);
  const missing = tally(seats)["not-arrived"];
  return (
    <Modal
      open={state.asking}
      title={say("title")}
      okText={say("confirm")}
      cancelText={t("app.cancel")}
      onOk={start}
      onCancel={cancel}
      okButtonProps={{ disabled: !steps.ready }}
      cancelButtonProps={{ autoFocus: true }}
      mask={{ closable: false }}
    >
      <p className={styles.question}>
        {startCount(seats, t)}
        {say("final")}
      </p>
      <Rooms seats={seats} />
      {check && <Late planned={check.planned} now={check.now} />}
      {missing > 0 && <p>{say(check?.entryMinutes === 0 ? "lateClosed" : "late", { missing })}</p>}
      {sitting.confirmPerson && unconfirmed > 0 && (
        <Alert type="warning" showIcon title={t("start.unconfirmed", { count: unconfirmed })} />
      )}
      <StartGaps steps={steps} act={say("button")} />
      {state.failure && <Failure code={state.failure} />}
    </Modal>
  );
}

/** Who starts a sitting that is not one's own to start. */
function StartedByOthers({ check: { chiefs }, act }: { check: StartCheck; act: string }) {
  const { t } = useSpeech();
  const words =
    chiefs.length > 0
      ? t("start.byChief", { act, names: chiefs.join(t("needs.comma")) })
      : t("start.byOfficer", { act });
  return <Alert type="info" showIcon role="status" title={words} />;
}

/** 开考: asked twice, and answered in the same place; who has not all rooms is told who does it. */
export function StartCard({ board, sitting, seats }: CardProps) {
  const { t } = useSpeech();
  const say = wordsOf(t, sitting);
  const steps = useStart(board, sitting);
  const { started, busy, asking, failure } = steps.state;
  if (started !== null) {
    const arrived = seats.length - tally(seats)["not-arrived"];
    const words = say("done", { count: started, arrived });
    return <Alert type="success" showIcon role="status" title={words} closable={{ onClose: steps.cancel }} />;
  }
  if (sitting.phase !== "prepared") return null;
  return (
    <section className={styles.card}>
      <p className={styles.ready}>{t("start.ready", { waiting: tally(seats).waiting, all: seats.length })}</p>
      {steps.check?.may === false ? (
        <StartedByOthers check={steps.check} act={say("button")} />
      ) : (
        <Button
          type="primary"
          className={styles.start ?? ""}
          block
          disabled={busy && !asking}
          onClick={steps.ask}
        >
          {say("button")}
        </Button>
      )}
      {!asking && failure && <Failure code={failure} />}
      <Confirmation seats={seats} sitting={sitting} steps={steps} />
    </section>
  );
}
