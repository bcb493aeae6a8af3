import type { Mark, MarkChange } from "@kaochang/exam-server/protocol/results.ts";
import { Table } from "antd";
import { useSpeech } from "../../staff/i18n/words.ts";
import { pointsText } from "../points-text.ts";
import { countChanges, turnOf } from "./key-change.ts";
import styles from "./results.module.css";

function MarkText({ mark }: { mark: Mark | null }) {
  const { t } = useSpeech();
  if (mark === null) return t("correct.unmarked");
  return `${pointsText(mark.total)} ${t(mark.passed ? "verdict.passed" : "verdict.failed")}`;
}

const signs = { lost: "▼", won: "▲", stays: "" } as const;

function Turn({ change }: { change: MarkChange }) {
  const { t } = useSpeech();
  const turn = turnOf(change);
  const same = change.before?.total === change.after.total;
  return (
    <span className={turn === "lost" ? styles.alarm : turn === "won" ? styles.good : undefined}>
      <span aria-hidden="true">{signs[turn]}</span> {t(same ? "correct.same" : `correct.${turn}`)}
    </span>
  );
}

/** Before and after for each candidate who has the item, the gravest first, as the server orders them. */
export function ChangesTable({ changes }: { changes: MarkChange[] }) {
  const { t } = useSpeech();
  return (
    <section aria-label={t("correct.preview")}>
      <p role="status">{t("correct.counts", countChanges(changes))}</p>
      <Table
        size="small"
        rowKey="attempt"
        dataSource={changes}
        pagination={{ defaultPageSize: 20, hideOnSinglePage: true }}
        columns={[
          { title: t("column.admissionNumber"), dataIndex: "admissionNumber" },
          { title: t("column.name"), dataIndex: "name" },
          { title: t("correct.before"), render: (_, { before }) => <MarkText mark={before} /> },
          { title: t("correct.after"), render: (_, { after }) => <MarkText mark={after} /> },
          { title: t("correct.change"), render: (_, change) => <Turn change={change} /> },
        ]}
      />
    </section>
  );
}
