import { Alert } from "antd";
import { useState } from "react";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { useExpiry } from "../../staff/use-expiry.ts";
import { IdleNotice } from "./idle-notice.tsx";
import { ImportCard } from "./import-card.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { RosterTable } from "./roster-table.tsx";
import { UploadCard } from "./upload-card.tsx";
import { useRoster } from "./use-roster.ts";

/** 名单: from a workbook, looked at before it is written, and mended row by row afterwards. */
export function RosterSection() {
  const { t } = useSpeech();
  const { plan, importing, setImporting } = usePlanDesk();
  const { candidates, failure, reload } = useRoster();
  const [written, setWritten] = useState<number | null>(null);
  useExpiry(failure);
  const begun = (id: string) => {
    setWritten(null);
    setImporting(id);
  };
  const over = (count: number | null) => {
    setWritten(count);
    setImporting(null);
  };
  return (
    <>
      {importing === null ? (
        <UploadCard begun={begun} />
      ) : (
        <ImportCard key={importing} id={importing} over={over} />
      )}
      {written !== null && (
        <Alert type="success" role="status" showIcon title={t("roster.written", { count: written })} />
      )}
      {failure && <Failure code={failure} retry={reload} />}
      {candidates && importing === null && (
        <section className={styles.card} aria-labelledby="roster">
          <h2 id="roster">
            {t("roster.heading")}{" "}
            <small className={styles.quiet}>
              {t("list.people", { count: candidates.length })}
              {plan.photosMissing > 0 && ` · ${t("roster.photosMissing", { count: plan.photosMissing })}`}
            </small>
          </h2>
          <IdleNotice candidates={candidates} />
          <RosterTable candidates={candidates} />
        </section>
      )}
    </>
  );
}
