import type { RehearsalStatus } from "@kaochang/exam-server/protocol/rehearsal.ts";
import { Button, Popconfirm, Progress } from "antd";
import { useState } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import { Failure } from "../staff/failure.tsx";
import { cancelRehearsal } from "../staff/http.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import { palette } from "../staff/palette.ts";
import styles from "./rehearsal-page.module.css";

interface ProgressProps {
  running: NonNullable<RehearsalStatus["running"]>;
  changed: () => void;
}

/** How far the rehearsal is, and how to end it. */
export function RehearsalProgressCard({ running, changed }: ProgressProps) {
  const { t } = useSpeech();
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const { plan, progress, cancelled } = running;
  const cancel = async () => {
    const outcome = await cancelRehearsal();
    setFailure(outcome.ok ? null : outcome.code);
    changed();
  };
  return (
    <section className={styles.card} aria-labelledby="rehearsal-now">
      <h2 id="rehearsal-now">{t("rehearsal.now")}</h2>
      <p>{t(cancelled ? "rehearsal.cancelling" : `rehearsal.stage.${progress.stage}`)}</p>
      <Progress
        percent={Math.round(progress.done * 100)}
        strokeColor={palette.accent}
        aria-label={t("rehearsal.now")}
      />
      <p className={styles.why}>
        {t("rehearsal.soFar", {
          connected: progress.connected,
          candidates: plan.candidates,
          saved: progress.saved,
        })}
      </p>
      <Popconfirm
        placement="bottomLeft"
        title={t("rehearsal.askCancel")}
        okText={t("rehearsal.cancel")}
        onConfirm={() => void cancel()}
      >
        <Button disabled={cancelled}>{t("rehearsal.cancel")}</Button>
      </Popconfirm>
      {failure && <Failure code={failure} />}
    </section>
  );
}
