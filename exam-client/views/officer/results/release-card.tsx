import type { ResultsStanding } from "@kaochang/exam-server/protocol/results.ts";
import { Alert, Button, Popconfirm } from "antd";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { useAct } from "../plan/use-act.ts";
import { EndSitting } from "./end-sitting.tsx";
import styles from "./results.module.css";
import { release } from "./results-http.ts";
import { timeText } from "./time-text.ts";

interface CardProps {
  sitting: string;
  standing: ResultsStanding;
  reload: () => void;
  ended: () => void;
}

/** 发布成绩: what keeps it back, or the button; afterwards who did it and when. */
export function ReleaseCard({ sitting, standing, reload, ended }: CardProps) {
  const { t } = useSpeech();
  const { busy, failure, run } = useAct(() => release(sitting), reload);
  const { released, hindrances } = standing;
  return (
    <section className={styles.card} aria-labelledby="release">
      <h2 id="release">{t("release.heading")}</h2>
      {released ? (
        <p className={styles.good}>
          <span aria-hidden="true">✓</span>{" "}
          {t("release.done", { at: timeText(released.at), by: released.by })}
        </p>
      ) : (
        <>
          <p>{t("release.what")}</p>
          {hindrances.length === 0 ? (
            <p role="status">{t("release.ready")}</p>
          ) : (
            <Alert
              type="warning"
              showIcon
              title={t("release.hindered")}
              description={<Sentences of={hindrances} />}
            />
          )}
          {standing.phase === "running" && <EndSitting sitting={sitting} ended={ended} />}
          <Popconfirm
            placement="topLeft"
            title={t("release.ask")}
            okText={t("release.sure")}
            onConfirm={() => run()}
            disabled={hindrances.length > 0}
          >
            <Button type="primary" loading={busy} disabled={hindrances.length > 0}>
              {t("release.button")}
            </Button>
          </Popconfirm>
        </>
      )}
      {failure && <Failure code={failure} retry={reload} />}
    </section>
  );
}

function Sentences({ of }: { of: readonly string[] }) {
  return (
    <ul className={styles.plain}>
      {of.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
