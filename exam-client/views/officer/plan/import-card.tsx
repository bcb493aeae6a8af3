import type { ImportState } from "@kaochang/exam-server/protocol/plan.ts";
import { Alert, Button, Progress } from "antd";
import { useCallback } from "react";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { palette } from "../../staff/palette.ts";
import { useExpiry } from "../../staff/use-expiry.ts";
import { useLoaded } from "../../staff/use-loaded.ts";
import { ImportPreviewCard } from "./import-preview.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { discardImport, fetchImport } from "./plan-http.ts";
import { useAct } from "./use-act.ts";

const refreshMs = 500;

function Under({ state }: { state: ImportState | null }) {
  const { t } = useSpeech();
  if (state?.phase === "photos") {
    const { done, total } = state;
    return (
      <div role="status">
        <p>{t("import.photos", { done, total })}</p>
        <Progress
          percent={total === 0 ? 0 : Math.floor((done / total) * 100)}
          strokeColor={palette.accent}
          aria-label={t("import.progress")}
        />
      </div>
    );
  }
  if (state?.phase === "failed") return <Alert type="error" role="alert" showIcon title={state.sentence} />;
  return <p role="status">{t("import.reading")}</p>;
}

interface ImportCardProps {
  id: string;
  /** How many candidates were written; null: thrown away. */
  over: (written: number | null) => void;
}

/** A roster file between its upload and its confirmation. */
export function ImportCard({ id, over }: ImportCardProps) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const read = useCallback(() => fetchImport(plan.id, id), [plan.id, id]);
  const { value, failure } = useLoaded(read, refreshMs);
  const discard = useAct(
    () => discardImport(plan.id, id),
    () => over(null),
  );
  useExpiry(failure);
  const state = value?.state ?? null;
  const preview = state?.phase === "ready" ? state.preview : null;
  const lost = failure === "not-found" && preview === null;
  const thrown = lost ? () => over(null) : discard.run;
  return (
    <section className={styles.card} aria-labelledby="import">
      <h2 id="import">{t("import.heading")}</h2>
      {failure && <Failure code={failure} />}
      {!preview && !failure && <Under state={state} />}
      {preview && <ImportPreviewCard id={id} preview={preview} over={over} />}
      <div className={styles.buttons}>
        <Button loading={discard.busy} onClick={thrown}>
          {t(state?.phase === "failed" || lost ? "import.another" : "import.discard")}
        </Button>
      </div>
      {discard.failure && <Failure code={discard.failure} />}
    </section>
  );
}
