import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { Alert, Button, Modal } from "antd";
import { useMemo, useState } from "react";
import { Failure } from "../staff/failure.tsx";
import { useSpeech } from "../staff/i18n/words.ts";
import type { StaffKey } from "../staff/i18n/zh.ts";
import styles from "./panel.module.css";
import { leaves, numbersOf, type QuarantineRow, quarantineRows } from "./quarantine-rows.ts";
import { QuarantineTable } from "./quarantine-table.tsx";
import { Question } from "./question.tsx";
import { ReasonField } from "./reason-field.tsx";
import { isClosed } from "./room-time.ts";
import type { Board } from "./use-board.ts";
import { type Deciding, useDecision, useQuarantine } from "./use-quarantine.ts";

const common = [
  "quarantine.checked",
  "quarantine.network",
  "quarantine.machine",
  "quarantine.late",
  "quarantine.older",
] as const satisfies readonly StaffKey[];

function Told({ deciding, closed }: { deciding: Deciding; closed: boolean }) {
  const { t } = useSpeech();
  if (deciding.kind === "failed") return <Failure code={deciding.code} />;
  if (deciding.kind === "nothing-chosen" || deciding.kind === "no-reason") {
    const words = t(deciding.kind === "no-reason" ? "reason.need" : "quarantine.choose");
    return <Alert type="error" role="alert" showIcon title={words} />;
  }
  if (deciding.kind !== "done") return null;
  const words = t(deciding.admit ? "quarantine.admitted" : "quarantine.rejected", { count: deciding.count });
  const title = closed ? `${words}${t("quarantine.renewed")}` : words;
  return <Alert type="success" role="status" showIcon title={title} />;
}

function Explained({ closed }: { closed: boolean }) {
  const { t } = useSpeech();
  return (
    <>
      <p className={styles.quiet}>{t("quarantine.explain")}</p>
      <Alert type="warning" showIcon title={t(closed ? "quarantine.closed" : "quarantine.running")} />
    </>
  );
}

interface DecideProps {
  seat: BoardSeat;
  chosen: QuarantineRow[];
  decision: ReturnType<typeof useDecision>;
}

function Decide({ seat, chosen, decision }: DecideProps) {
  const { t } = useSpeech();
  const [reason, setReason] = useState("");
  const { deciding, ask, cancel, decide } = decision;
  const admit = (deciding.kind === "asking" || deciding.kind === "busy") && deciding.admit;
  const numbers = numbersOf(chosen).join(t("needs.comma"));
  const verb = admit ? "Admit" : "Reject";
  return (
    <>
      <div className={styles.bottom}>
        <div>
          <ReasonField value={reason} common={common} change={setReason} />
        </div>
        <Button onClick={() => ask({ admit: false, reason }, chosen)}>{t("quarantine.reject")}</Button>
        <Button type="primary" onClick={() => ask({ admit: true, reason }, chosen)}>
          {t("quarantine.admit")}
        </Button>
      </div>
      <Question
        open={deciding.kind === "asking"}
        busy={deciding.kind === "busy"}
        title={t(`quarantine.ask${verb}`, { count: chosen.length })}
        confirm={t(`quarantine.confirm${verb}`)}
        done={() => decide({ admit, reason }, chosen)}
        cancel={cancel}
      >
        <p>{t(`quarantine.effect${verb}`, { numbers, reason: reason.trim() })}</p>
        {isClosed(seat) && <p>{t("quarantine.closed")}</p>}
      </Question>
    </>
  );
}

function Content({ board, seat }: { board: Board; seat: BoardSeat }) {
  const { t } = useSpeech();
  const decision = useDecision(board, seat.attempt);
  const { entries, failure } = useQuarantine(board, seat, decision.deciding.kind === "done");
  const [keys, setKeys] = useState<readonly string[]>([]);
  const rows = useMemo(() => quarantineRows(entries ?? []), [entries]);
  const chosen = leaves(rows).filter(({ key }) => keys.includes(key));
  if (entries === null) return failure ? <Failure code={failure} /> : <p>{t("app.loading")}</p>;
  return (
    <div className={styles.acts}>
      {rows.length > 0 && <Explained closed={isClosed(seat)} />}
      <Told deciding={decision.deciding} closed={isClosed(seat)} />
      {rows.length === 0 && <p>{t("quarantine.none")}</p>}
      {rows.length > 0 && (
        <>
          <QuarantineTable rows={rows} deadline={seat.deadline} chosen={keys} choose={setKeys} />
          <span>{t("quarantine.chosen", { count: chosen.length })}</span>
          <Decide seat={seat} chosen={chosen} decision={decision} />
        </>
      )}
    </div>
  );
}

interface PanelProps {
  board: Board;
  seat: BoardSeat;
  close: () => void;
}

/** 待定答案 of one seat: what came beside what counts, and the decision. */
export function QuarantinePanel({ board, seat, close }: PanelProps) {
  const { t } = useSpeech();
  return (
    <Modal
      open
      width={920}
      style={{ top: 24 }}
      title={t("quarantine.title", { seat: seat.seat, name: seat.name })}
      footer={null}
      onCancel={close}
      mask={{ closable: false }}
    >
      <Content board={board} seat={seat} />
    </Modal>
  );
}
