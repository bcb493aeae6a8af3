import type { AppliedCorrection, ResultsStanding } from "@kaochang/exam-server/protocol/results.ts";
import { Button } from "antd";
import { useState } from "react";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import type { Loaded } from "../../staff/use-loaded.ts";
import { CorrectionDrawer } from "./correction-drawer.tsx";
import { keyWords } from "./key-words.ts";
import { RechecksCard } from "./rechecks-card.tsx";
import { ReleaseCard } from "./release-card.tsx";
import styles from "./results.module.css";
import { timeText } from "./time-text.ts";

function Made({ correction }: { correction: AppliedCorrection }) {
  const { t } = useSpeech();
  const { item, change, by, at, remarked, reason } = correction;
  const how = change.kind === "full-marks" ? t("correct.fullMarks") : keyWords(change.fields, t);
  return <li>{t("correct.line", { at: timeText(at), by, item, how, count: remarked, reason })}</li>;
}

interface Props {
  sitting: string;
  standing: Loaded<ResultsStanding>;
  /** What this page shows has changed. */
  changed: () => void;
}

/** What is done with a sitting's results after marking: corrected keys, the release, re-checks. */
export function AfterMarking({ sitting, standing, changed }: Props) {
  const { t } = useSpeech();
  const { value, failure, reload } = standing;
  const [open, setOpen] = useState(false);
  if (!value) return failure ? <Failure code={failure} retry={reload} /> : <p>{t("app.loading")}</p>;
  return (
    <>
      <div className={styles.two}>
        <ReleaseCard sitting={sitting} standing={value} reload={reload} ended={changed} />
        <section className={styles.card} aria-labelledby="corrections">
          <h2 id="corrections">{t("correct.heading")}</h2>
          <p>{t("correct.what")}</p>
          <Button onClick={() => setOpen(true)}>{t("correct.open")}</Button>
          {value.corrections.length > 0 && <h3>{t("correct.list")}</h3>}
          <ul className={styles.plain}>
            {value.corrections.map((one) => (
              <Made key={`${one.at} ${one.item}`} correction={one} />
            ))}
          </ul>
        </section>
      </div>
      <RechecksCard sitting={sitting} rechecks={value.rechecks} reload={reload} />
      <CorrectionDrawer sitting={sitting} open={open} close={() => setOpen(false)} corrected={changed} />
    </>
  );
}
