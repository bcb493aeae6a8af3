import type { BoardSeat, SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import { Alert, Button, Modal } from "antd";
import { useState } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import { type ClockOffset, examNow } from "../staff/exam-clock.ts";
import { Failure } from "../staff/failure.tsx";
import { useSpeech } from "../staff/i18n/words.ts";
import styles from "./panel.module.css";
import { allIn } from "./sitting-over.ts";
import type { Board } from "./use-board.ts";
import { useMonotonic } from "./use-monotonic.ts";

interface Ending {
  asking: boolean;
  busy: boolean;
  failure: FailureCode | null;
  /** How many may still come, as whoever is asked has read it. */
  mayCome: number;
  /** How many were absent, once it was ended from here. */
  absent: number | null;
}

const idle: Ending = { asking: false, busy: false, failure: null, mayCome: 0, absent: null };

function useEnd(board: Board, sitting: string) {
  const [state, setState] = useState(idle);
  const end = async () => {
    const asked = { ...state, asking: true };
    setState({ ...asked, busy: true, failure: null });
    const reply = await board.request("end-sitting", { sitting, acknowledged: state.mayCome });
    if (!reply.ok) {
      // Somebody has come since: the present number stands there before it can be confirmed again.
      const mayCome = "mayCome" in reply ? reply.mayCome : state.mayCome;
      return setState({ ...asked, busy: false, failure: reply.code, mayCome });
    }
    setState({ ...idle, absent: reply.absent });
    board.store.setState({ sitting: reply.sitting });
  };
  return {
    state,
    ask: (mayCome: number) => setState({ ...idle, asking: true, mayCome }),
    cancel: () => setState(idle),
    end: () => void end(),
  };
}

function Confirmation({ missing, ending }: { missing: number; ending: ReturnType<typeof useEnd> }) {
  const { t } = useSpeech();
  const { state, cancel, end } = ending;
  const { mayCome } = state;
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
      {mayCome > 0 && <Alert type="warning" showIcon title={t("end.mayCome", { mayCome })} />}
      {state.failure && <Failure code={state.failure} />}
    </Modal>
  );
}

interface CardProps {
  board: Board;
  sitting: SittingSummary;
  /** Of every room. */
  seats: readonly BoardSeat[];
  clock: ClockOffset | null;
}

/** 结束本场: offered once nobody may enter or answer any more; asked twice, because it is final. */
export function EndCard({ board, sitting, seats, clock }: CardProps) {
  const { t } = useSpeech();
  const now = useMonotonic();
  const ending = useEnd(board, sitting.id);
  const { absent } = ending.state;
  if (absent !== null) {
    const words = absent > 0 ? t("end.doneAbsent", { absent }) : t("end.doneAll");
    return (
      <Alert type="success" showIcon role="status" title={words} closable={{ onClose: ending.cancel }} />
    );
  }
  const over = clock && allIn(seats, sitting, examNow(clock, now));
  if (over === null) return null;
  const { closed, missing, mayCome, waits } = over;
  if (waits !== null) {
    const words = t(waits === "entry" ? "end.waitsEntry" : "end.waitsLatecomer", { closed });
    return <Alert type="info" showIcon role="status" title={words} />;
  }
  const away = missing + mayCome;
  return (
    <section className={styles.card}>
      <p className={styles.ready}>
        {away > 0 ? t("end.allInMissing", { closed, missing: away }) : t("end.allIn", { closed })}
      </p>
      <Button type="primary" block onClick={() => ending.ask(mayCome)}>
        {t("end.button")}
      </Button>
      <Confirmation missing={missing} ending={ending} />
    </section>
  );
}
