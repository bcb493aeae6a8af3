import type { RehearsalStatus } from "@kaochang/exam-server/protocol/rehearsal.ts";
import { Alert } from "antd";
import { Failure } from "../staff/failure.tsx";
import { failureText } from "../staff/failure-text.ts";
import { fetchRehearsal } from "../staff/http.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import { useExpiry } from "../staff/use-expiry.ts";
import { useLoaded } from "../staff/use-loaded.ts";
import { RehearsalForm } from "./rehearsal-form.tsx";
import styles from "./rehearsal-page.module.css";
import { RehearsalProgressCard } from "./rehearsal-progress.tsx";
import { RehearsalReportCard } from "./rehearsal-report.tsx";

const refreshMs = 1000;

function Now({ status, changed }: { status: RehearsalStatus; changed: () => void }) {
  const { t } = useSpeech();
  if (status.running) return <RehearsalProgressCard running={status.running} changed={changed} />;
  if (status.refused) {
    return <Alert type="warning" showIcon title={failureText(status.refused.code, t)} />;
  }
  return <RehearsalForm status={status} changed={changed} />;
}

/** 演练: begins one, shows how far it is, and keeps the latest report. */
export function RehearsalPage() {
  const { t } = useSpeech();
  const { value, failure, reload } = useLoaded(fetchRehearsal, refreshMs);
  useExpiry(failure);
  return (
    <div className={styles.page}>
      <h1>{t("rehearsal.title")}</h1>
      <p className={styles.why}>{t("rehearsal.why")}</p>
      {failure && !value?.running?.plan.killServer && <Failure code={failure} retry={reload} />}
      {failure && value?.running?.plan.killServer && (
        <Alert type="info" showIcon title={t("rehearsal.restarting")} />
      )}
      {value && <Now status={value} changed={reload} />}
      {value?.failure && !value.running && (
        <Alert type="warning" showIcon title={t("rehearsal.noReport", { why: value.failure })} />
      )}
      {value?.last && <RehearsalReportCard report={value.last} />}
      {value && !value.last && !value.running && <p className={styles.why}>{t("rehearsal.never")}</p>}
    </div>
  );
}
