import type { RehearsalReport } from "@kaochang/exam-server/protocol/rehearsal.ts";
import { Alert } from "antd";
import { wallText } from "../staff/durations.ts";
import { useSpeech } from "../staff/i18n/words.ts";
import styles from "./rehearsal-page.module.css";

const shapes = { good: "✓", bad: "✗", note: "·" } as const;

function Reasons({ reasons }: { reasons: RehearsalReport["reasons"] }) {
  const { t } = useSpeech();
  if (reasons.length === 0) return null;
  return (
    <ol className={styles.reasons}>
      {reasons.map(({ text, todo }) => (
        <li key={text}>
          {text}
          <div>
            <b>{t("rehearsal.todo")}</b>
            {todo}
          </div>
        </li>
      ))}
    </ol>
  );
}

function Lines({ lines }: { lines: RehearsalReport["lines"] }) {
  const { t } = useSpeech();
  return (
    <table className={styles.lines}>
      <thead>
        <tr>
          <th scope="col">{t("rehearsal.line")}</th>
          <th scope="col">{t("rehearsal.measured")}</th>
          <th scope="col">{t("rehearsal.good")}</th>
          <th scope="col">{t("rehearsal.state")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, value, good, state }) => (
          <tr key={name} className={styles[state]}>
            <th scope="row">{name}</th>
            <td>{value}</td>
            <td>{good}</td>
            <td className={styles.state}>
              <span aria-hidden="true">{shapes[state]}</span> {t(`rehearsal.state.${state}`)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The report of the latest rehearsal: verdict, reasons, figures, and what it does not say. */
export function RehearsalReportCard({ report }: { report: RehearsalReport }) {
  const { t, language } = useSpeech();
  const { plan, at, verdict, summary, reasons, lines, notes } = report;
  const what = { at: wallText(at, language), candidates: plan.candidates, minutes: plan.minutes };
  return (
    <section className={styles.card} aria-labelledby="rehearsal-last">
      <h2 id="rehearsal-last">{t("rehearsal.last", what)}</h2>
      <Alert
        type={verdict === "ready" ? "success" : "error"}
        showIcon
        title={<strong>{summary}</strong>}
        {...(reasons.length > 0 && { description: <Reasons reasons={reasons} /> })}
      />
      <Lines lines={lines} />
      {notes.length > 0 && (
        <>
          <h3>{t("rehearsal.notes")}</h3>
          <ul className={styles.notes}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
