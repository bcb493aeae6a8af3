import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { Alert, Button, Modal } from "antd";
import { useEffect, useState } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import { Failure } from "../staff/failure.tsx";
import { useSpeech } from "../staff/i18n/words.ts";
import styles from "./panel.module.css";
import { startCount } from "./start-count.ts";
import { tally } from "./tally.ts";
import type { Board } from "./use-board.ts";

interface Starting {
  asking: boolean;
  busy: boolean;
  failure: FailureCode | null;
  /** How many the clock runs for, once started from here. */
  started: number | null;
}

const idle: Starting = { asking: false, busy: false, failure: null, started: null };
/** Long enough to be read; after it the board says more. */
const noteMs = 60_000;

function useStart(board: Board, sitting: string) {
  const [state, setState] = useState(idle);
  const start = async () => {
    setState({ ...idle, asking: true, busy: true });
    const reply = await board.request("start", { sitting });
    if (!reply.ok) return setState({ ...idle, asking: true, failure: reply.code });
    setState({ ...idle, started: reply.started });
    board.store.setState({ sitting: reply.sitting });
  };
  useEffect(() => {
    if (state.started === null) return;
    const timer = setTimeout(() => setState(idle), noteMs);
    return () => clearTimeout(timer);
  }, [state.started]);
  return {
    state,
    ask: () => setState({ ...idle, asking: true }),
    cancel: () => setState(idle),
    start: () => void start(),
  };
}

function Confirmation({
  seats,
  starting,
}: {
  seats: readonly BoardSeat[];
  starting: ReturnType<typeof useStart>;
}) {
  const { t } = useSpeech();
  const { state, cancel, start } = starting;
  return (
    <Modal
      open={state.asking}
      title={t("start.title")}
      okText={t("start.confirm")}
      cancelText={t("app.cancel")}
      onOk={start}
      onCancel={cancel}
      okButtonProps={{ disabled: state.busy }}
      cancelButtonProps={{ autoFocus: true }}
      mask={{ closable: false }}
    >
      <p className={styles.question}>
        {startCount(seats, t)}
        {t("start.final")}
      </p>
      {tally(seats)["not-arrived"] > 0 && <p>{t("start.late")}</p>}
      {state.failure && <Failure code={state.failure} />}
    </Modal>
  );
}

interface CardProps {
  board: Board;
  sitting: SittingSummary;
  seats: readonly BoardSeat[];
}

/** 开考: asked twice, and answered in the same place. */
export function StartCard({ board, sitting, seats }: CardProps) {
  const { t } = useSpeech();
  const starting = useStart(board, sitting.id);
  const { started } = starting.state;
  if (started !== null) {
    const arrived = seats.length - tally(seats)["not-arrived"];
    const words = t("start.done", { count: started, arrived });
    return (
      <Alert type="success" showIcon role="status" title={words} closable={{ onClose: starting.cancel }} />
    );
  }
  if (sitting.phase !== "prepared") return null;
  return (
    <section className={styles.card}>
      <p className={styles.ready}>{t("start.ready", { waiting: tally(seats).waiting, all: seats.length })}</p>
      <Button type="primary" className={styles.start ?? ""} block onClick={starting.ask}>
        {t("start.button")}
      </Button>
      <Confirmation seats={seats} starting={starting} />
    </section>
  );
}
