import type { DocumentName, PrintRequests, PrintStatus } from "@kaochang/exam-server/protocol/print.ts";
import { Alert, Button, Progress } from "antd";
import { useCallback, useState } from "react";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { palette } from "../../staff/palette.ts";
import { useExpiry } from "../../staff/use-expiry.ts";
import { useLoaded } from "../../staff/use-loaded.ts";
import styles from "./plan.module.css";
import { beginPrint, dropPrint, fetchPrint, isSettledPrint, printPath } from "./print-http.ts";
import { useAct } from "./use-act.ts";

const refreshMs = 500;

function Under({ status, cancel }: { status: PrintStatus | null; cancel: () => void }) {
  const { t } = useSpeech();
  const { done, total } = status ?? { done: 0, total: 0 };
  return (
    <div role="status">
      <p>{t(status?.phase === "printing" ? "print.printing" : "print.waiting", { done, total })}</p>
      <Progress
        percent={total === 0 ? 0 : Math.floor((done / total) * 100)}
        strokeColor={palette.accent}
        aria-label={t("print.progress")}
      />
      <Button size="small" onClick={cancel}>
        {t("print.cancel")}
      </Button>
    </div>
  );
}

function Finished({ job, status }: { job: string; status: PrintStatus }) {
  const { t } = useSpeech();
  return (
    <>
      {status.warnings.map((warning) => (
        <Alert key={warning} type="warning" showIcon title={warning} />
      ))}
      <p role="status">
        <span className={styles.good}>✓ {t("print.done", { count: status.total })}</span>{" "}
        <a href={printPath(job)} target="_blank" rel="noreferrer">
          {t("print.open")}
        </a>{" "}
        <a href={printPath(job)} download>
          {t("print.save")}
        </a>
      </p>
    </>
  );
}

function Job({ job, cancelled }: { job: string; cancelled: () => void }) {
  const { t } = useSpeech();
  const read = useCallback(() => fetchPrint(job), [job]);
  const { value, failure } = useLoaded(read, refreshMs, isSettledPrint);
  const drop = useAct(() => dropPrint(job), cancelled);
  useExpiry(failure);
  if (failure) return <Failure code={failure} />;
  if (value?.phase === "done") return <Finished job={job} status={value} />;
  if (value?.phase === "failed")
    return <Alert type="error" role="alert" showIcon title={t("print.failed")} />;
  return <Under status={value} cancel={drop.run} />;
}

interface PrintCardProps<N extends DocumentName> {
  document: N;
  request: PrintRequests[N];
  /** Why there is nothing to print yet; null: there is. */
  lack: "print.needRoster" | "print.needSeats" | "print.needClosed" | "print.needAllClosed" | null;
}

/** One kind of document: what it is for, a button, its progress, and the file. */
export function PrintCard<N extends DocumentName>({ document, request, lack }: PrintCardProps<N>) {
  const { t } = useSpeech();
  const [job, setJob] = useState<string | null>(null);
  const begin = useAct(
    () => beginPrint(document, request),
    (reply) => setJob(reply.job),
  );
  const heading = `print-${document}`;
  return (
    <section className={styles.card} aria-labelledby={heading}>
      <h2 id={heading}>{t(`print.name.${document}`)}</h2>
      <p className={styles.quiet}>{t(`print.of.${document}`)}</p>
      {lack && <p>{t(lack)}</p>}
      <div className={styles.buttons}>
        <Button type="primary" loading={begin.busy} disabled={lack !== null} onClick={begin.run}>
          {t("print.makeOf", { name: t(`print.name.${document}`) })}
        </Button>
      </div>
      {begin.failure && <Failure code={begin.failure} />}
      {job && <Job key={job} job={job} cancelled={() => setJob(null)} />}
    </section>
  );
}
