import type { BoardSeat } from "@kaochang/exam-server/protocol/messages.ts";
import { Alert, Button } from "antd";
import { useState } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import { Failure } from "../staff/failure.tsx";
import { useSpeech } from "../staff/i18n/words.ts";
import type { StaffKey } from "../staff/i18n/zh.ts";
import styles from "./panel.module.css";
import { Question } from "./question.tsx";
import { ReasonField } from "./reason-field.tsx";
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

function Told({ outcome, seat }: { outcome: Outcome; seat: BoardSeat }) {
  const { t } = useSpeech();
  if (outcome.kind === "failed") return <Failure code={outcome.code} />;
  if (outcome.kind === "no-reason")
    return <Alert type="error" role="alert" showIcon title={t("reason.need")} />;
  if (outcome.kind !== "done") return null;
  const words = t("release.done", { seat: seat.seat, name: seat.name });
  return <Alert type="success" role="status" showIcon title={words} />;
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
      <ReasonField value={reason} common={common} change={setReason} />
      <Button block disabled={outcome.kind === "busy"} onClick={() => release.ask(reason)}>
        {t("release.submit")}
      </Button>
      <Question
        open={outcome.kind === "asking"}
        busy={outcome.kind === "busy"}
        title={t("release.ask", { seat: seat.seat, name: seat.name })}
        confirm={t("release.confirm")}
        done={() => release.release(reason)}
        cancel={release.cancel}
      >
        {t("release.effect", { reason: reason.trim() })}
      </Question>
      <div className={styles.told}>
        <Told outcome={outcome} seat={seat} />
      </div>
    </>
  );
}
