import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import { Failure } from "../staff/failure.tsx";
import { useSpeech } from "../staff/i18n/words.ts";
import styles from "./panel.module.css";
import { allIn } from "./sitting-over.ts";
import type { Board } from "./use-board.ts";

interface Ending {
  asking: boolean;
  busy: boolean;
  failure: FailureCode | null;
  /** How many were absent, once it was ended from here. */
  absent: number | null;
}

const idle: Ending = { asking: false, busy: false, failure: null, absent: null };

function useEnd(board: Board, sitting: string) {
  const [state, setState] = useState(idle);
  const end = async () => {
    setState({ ...idle, asking: true, busy: true });
    const reply = await board.request("end-sitting", { sitting });
    if (!reply.ok) return setState({ ...idle, asking: true, failure: reply.code });
    setState({ ...idle, absent: reply.absent });
    board.store.setState({ sitting: reply.sitting });
  };
  return {
    state,
    ask: () => setState({ ...idle, asking: true }),
    cancel: () => setState(idle),
    end: () => void end(),
  };
}

function Confirmation({ missing, ending }: { missing: number; ending: ReturnType<typeof useEnd> }) {
  const { t } = useSpeech();
  const { state, cancel, end } = ending;
  return (
    <Modal
      open={state.asking}
      title={t("end.title")}
      okText={t("end.confirm")}
      cancelText={t("app.cancel")}
      onOk={end}
      onCancel={cancel}
      okButtonProps={{ disabled: state.busy, danger: true }}
      cancelButtonProps={{ autoFocus: true }}
      mask={{ closable: false }}
    >
      <p className={styles.question}>{t("end.effect")}</p>
      {missing > 0 && <p>{t("end.absent", { missing })}</p>}
      {state.failure && <Failure code={state.failure} />}
    </Modal>
  );
}

interface CardProps {
  board: Board;
  sitting: SittingSummary;
  /** Of every room. */
  seats: readonly BoardSeat[];
}

/** 结束本场: offered once nobody who came can answer any more; asked twice, because it is final. */
export function EndCard({ board, sitting, seats }: CardProps) {
  const { t } = useSpeech();
  const ending = useEnd(board, sitting.id);
  const { absent } = ending.state;
  if (absent !== null) {
    const words = absent > 0 ? t("end.doneAbsent", { absent }) : t("end.doneAll");
    return (
      <Alert type="success" showIcon role="status" title={words} closable={{ onClose: ending.cancel }} />
    );
  }
  const over = allIn(seats, sitting);
  if (over === null) return null;
  const { closed, missing } = over;
  return (
    <section className={styles.card}>
      <p className={styles.ready}>
        {missing > 0 ? t("end.allInMissing", { closed, missing }) : t("end.allIn", { closed })}
      </p>
      <Button type="primary" block onClick={ending.ask}>
        {t("end.button")}
      </Button>
      <Confirmation missing={missing} ending={ending} />
    </section>
  );
}
