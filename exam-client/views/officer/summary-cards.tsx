import type { SittingResults } from "@kaochang/exam-server/protocol/http.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import { percentText, pointsText } from "./points-text.ts";
import styles from "./summary.module.css";
import type { Summary } from "./summary.ts";

function Figure({ name, value, note }: { name: string; value: string | number; note?: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{value}</b>
        {note && <small>{note}</small>}
      </dd>
    </div>
  );
}

export function SummaryCards({ results, summary }: { results: SittingResults; summary: Summary }) {
  const { t } = useSpeech();
  const { scored, passed, mean } = summary;
  const passMark = t("results.passMark", {
    mark: pointsText(results.passMark),
    max: pointsText(results.max),
  });
  const rate = scored === 0 ? {} : { note: t("results.passRate", { rate: percentText(passed / scored) }) };
  return (
    <dl className={styles.numbers}>
      <Figure name={t("results.candidates")} value={summary.candidates} />
      <Figure name={t("results.absent")} value={summary.absent} />
      <Figure name={t("results.scored")} value={scored} />
      <Figure name={t("results.passed")} value={passed} {...rate} />
      <Figure name={t("results.mean")} value={mean === null ? "—" : pointsText(mean)} note={passMark} />
    </dl>
  );
}
