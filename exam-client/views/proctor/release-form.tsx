import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { Alert, Button, Input, Modal } from "antd";
import { useState } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import { Failure } from "../staff/failure.tsx";
import { useSpeech } from "../staff/i18n/words.ts";
import type { StaffKey } from "../staff/i18n/zh.ts";
import styles from "./panel.module.css";
import type { Board } from "./use-board.ts";

const common = [
  "release.crash",
  "release.keyboard",
  "release.screen",
  "release.network",
  "release.power",
] as const satisfies readonly StaffKey[];

type Outcome =
  | { kind: "none" | "asking" | "busy" | "done" | "no-reason" }
  | { kind: "failed"; code: FailureCode };

function useRelease(board: Board, attempt: string) {
  const [outcome, setOutcome] = useState<Outcome>({ kind: "none" });
  const release = async (reason: string) => {
    setOutcome({ kind: "busy" });
    const reply = await board.request("release-seat", { attempt, reason: reason.trim() });
    setOutcome(reply.ok ? { kind: "done" } : { kind: "failed", code: reply.code });
  };
  return {
    outcome,
    ask: (reason: string) => setOutcome({ kind: reason.trim() === "" ? "no-reason" : "asking" }),
    cancel: () => setOutcome({ kind: "none" }),
    release: (reason: string) => void release(reason),
  };
}

function Reasons({ choose }: { choose: (reason: string) => void }) {
  const { t } = useSpeech();
  return (
    <div className={styles.reasons}>
      {common.map((key) => (
        <Button key={key} size="small" onClick={() => choose(t(key))}>
          {t(key)}
        </Button>
      ))}
    </div>
  );
}

function Told({ outcome, seat }: { outcome: Outcome; seat: BoardSeat }) {
  const { t } = useSpeech();
  if (outcome.kind === "failed") return <Failure code={outcome.code} />;
  if (outcome.kind === "no-reason")
    return <Alert type="error" role="alert" showIcon title={t("release.needReason")} />;
  if (outcome.kind !== "done") return null;
  const words = t("release.done", { seat: seat.seat, name: seat.name });
  return <Alert type="success" role="status" showIcon title={words} />;
}

interface QuestionProps {
  seat: BoardSeat;
  reason: string;
  release: ReturnType<typeof useRelease>;
}

/** Asked once before the old PC is stopped. */
function Question({ seat, reason, release }: QuestionProps) {
  const { t } = useSpeech();
  const { kind } = release.outcome;
  return (
    <Modal
      open={kind === "asking" || kind === "busy"}
      title={t("release.ask", { seat: seat.seat, name: seat.name })}
      okText={t("release.confirm")}
      cancelText={t("app.cancel")}
      onOk={() => release.release(reason)}
      onCancel={release.cancel}
      okButtonProps={{ disabled: kind === "busy" }}
      cancelButtonProps={{ autoFocus: true }}
      mask={{ closable: false }}
    >
      <p className={styles.question}>{t("release.effect", { reason: reason.trim() })}</p>
    </Modal>
  );
}

/** 允许换机: gives the attempt free for another seat; the reason stands in the log. */
export function ReleaseForm({ board, seat }: { board: Board; seat: BoardSeat }) {
  const { t } = useSpeech();
  const [reason, setReason] = useState("");
  const release = useRelease(board, seat.attempt);
  const { outcome } = release;
  if (outcome.kind === "done") return <Told outcome={outcome} seat={seat} />;
  return (
    <>
      <p className={styles.quiet}>{t("release.explain")}</p>
      <label htmlFor="release-reason">{t("release.reason")}</label>
      <Input.TextArea
        id="release-reason"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        maxLength={200}
        autoSize={{ minRows: 2, maxRows: 4 }}
      />
      <Reasons choose={setReason} />
      <Button block disabled={outcome.kind === "busy"} onClick={() => release.ask(reason)}>
        {t("release.submit")}
      </Button>
      <Question seat={seat} reason={reason} release={release} />
      <div style={{ marginTop: 10 }}>
        <Told outcome={outcome} seat={seat} />
      </div>
    </>
  );
}
