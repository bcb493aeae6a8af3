import type { PlanTest } from "@kaochang/exam-server/protocol/plan.ts";
import type { ExamResult, ExamResults } from "@kaochang/exam-server/protocol/results.ts";
import { Button, Drawer, Table, type TableColumnsType } from "antd";
import { useCallback, useState } from "react";
import { Failure } from "../../staff/failure.tsx";
import { filterChoices } from "../../staff/filter-choices.tsx";
import { useSpeech, type Words } from "../../staff/i18n/words.ts";
import { Link } from "../../staff/link.tsx";
import { sittingPath } from "../../staff/route.ts";
import { useLoaded } from "../../staff/use-loaded.ts";
import { usePlanDesk } from "../plan/plan-desk.ts";
import { pointsText } from "../points-text.ts";
import { AreaDistribution, ScoreDistribution } from "./distributions.tsx";
import styles from "./results.module.css";
import { examFilePath, fetchExamResults } from "./results-http.ts";

const verdictSigns: Record<ExamResult["verdict"], string> = {
  qualified: "✓",
  "one-passed": "✓",
  failed: "✕",
  absent: "—",
  void: "✕",
  pending: "…",
};

function Verdict({ verdict }: Pick<ExamResult, "verdict">) {
  const { t } = useSpeech();
  const tone = verdict === "qualified" ? styles.good : verdict === "void" ? styles.alarm : undefined;
  return (
    <span className={tone}>
      <span aria-hidden="true">{verdictSigns[verdict]}</span> {t(`outcome.verdict.${verdict}`)}
    </span>
  );
}

function scoreText({ tests }: ExamResult, test: PlanTest, t: Words): string {
  const { standing, total } = tests[test];
  return standing === "scored" ? pointsText(total ?? 0) : t(`outcome.standing.${standing}`);
}

/** Who has no score stands below every score. */
const totalOf = ({ tests }: ExamResult, test: PlanTest) => tests[test].total ?? -1;

function columnsOf(
  { tests, results }: ExamResults,
  open: (one: ExamResult) => void,
  t: Words,
): TableColumnsType<ExamResult> {
  const scores = tests.map((test) => ({
    key: test,
    title: t(`outcome.${test}`),
    align: "right" as const,
    render: (_: unknown, one: ExamResult) => scoreText(one, test, t),
    sorter: (a: ExamResult, b: ExamResult) => totalOf(a, test) - totalOf(b, test),
  }));
  const verdict = filterChoices({
    title: t("outcome.verdict"),
    rows: results,
    groupOf: (one: ExamResult) => one.verdict,
    word: (word) => t(`outcome.verdict.${word as ExamResult["verdict"]}`),
  });
  return [
    { title: t("column.admissionNumber"), dataIndex: "admissionNumber" },
    {
      title: t("column.name"),
      render: (_, one) => (
        <Button type="link" size="small" onClick={() => open(one)}>
          {one.name}
        </Button>
      ),
    },
    { title: t("outcome.idNumber"), dataIndex: "idNumber" },
    ...scores,
    { key: "verdict", title: t("outcome.verdict"), render: (_, one) => <Verdict {...one} />, ...verdict },
    { title: t("outcome.remark"), dataIndex: "remark" },
  ];
}

function Details({ one, tests }: { one: ExamResult; tests: readonly PlanTest[] }) {
  const { t } = useSpeech();
  return tests.map((test) => (
    <section key={test} className={styles.card}>
      <h3>
        {t(`outcome.${test}`)} {scoreText(one, test, t)}
      </h3>
      {one.tests[test].title && <p className={styles.quiet}>{one.tests[test].title}</p>}
      <Table
        size="small"
        rowKey="code"
        pagination={false}
        dataSource={one.tests[test].areas}
        columns={[
          { title: t("column.part"), dataIndex: "title" },
          {
            title: t("column.earned"),
            align: "right",
            render: (_, { earned, max }) => `${pointsText(earned)}/${pointsText(max)}`,
          },
        ]}
      />
    </section>
  ));
}

function Sittings({ exam }: { exam: ExamResults }) {
  const { t } = useSpeech();
  return (
    <ul className={styles.plain}>
      {exam.sittings.map(({ id, title, released }) => (
        <li key={id} className={styles.buttons}>
          <b>{title}</b>
          <span className={released ? styles.good : styles.quiet}>
            {t(released ? "outcome.released" : "outcome.notReleased")}
          </span>
          <Link to={sittingPath("officer", id)}>{t("outcome.open")}</Link>
        </li>
      ))}
    </ul>
  );
}

function scoresOf({ scales, results }: ExamResults, test: PlanTest) {
  const scale = scales[test] ?? { max: 0, passMark: 0 };
  const scored = results.map(({ tests }) => tests[test]).filter(({ standing }) => standing === "scored");
  return { ...scale, scores: scored.map(({ total, areas }) => ({ total: total ?? 0, areas })) };
}

function Report({ plan, exam }: { plan: string; exam: ExamResults }) {
  const { t } = useSpeech();
  const [chosen, setChosen] = useState<ExamResult | null>(null);
  return (
    <>
      <section className={styles.card} aria-labelledby="outcome">
        <h2 id="outcome">{t("outcome.heading")}</h2>
        <p>{t("outcome.rule")}</p>
        <div className={styles.buttons}>
          <Button href={examFilePath(plan, "xlsx")} download>
            {t("outcome.xlsx")}
          </Button>
          <Button href={examFilePath(plan, "csv")} download>
            {t("outcome.csv")}
          </Button>
          <small className={styles.quiet}>{t("outcome.exportNote")}</small>
        </div>
        <Table
          size="small"
          rowKey="admissionNumber"
          columns={columnsOf(exam, setChosen, t)}
          dataSource={exam.results}
          pagination={{ defaultPageSize: 50, hideOnSinglePage: true }}
          scroll={{ x: 900 }}
          showSorterTooltip={false}
        />
        <h3>{t("outcome.sittings")}</h3>
        <Sittings exam={exam} />
      </section>
      {exam.tests.map((test) => (
        <div key={test} className={styles.two}>
          <ScoreDistribution title={`chart.scores.${test}`} test={scoresOf(exam, test)} />
          <AreaDistribution title={`chart.areas.${test}`} test={scoresOf(exam, test)} />
        </div>
      ))}
      <Drawer
        open={chosen !== null}
        onClose={() => setChosen(null)}
        size={480}
        title={chosen && t("outcome.detailsOf", { name: chosen.name })}
      >
        <div className={styles.stack}>{chosen && <Details one={chosen} tests={exam.tests} />}</div>
      </Drawer>
    </>
  );
}

/** Results of the whole exam: its tests together, candidate by candidate. */
export function ExamResultsSection() {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const read = useCallback(() => fetchExamResults(plan.id), [plan.id]);
  const { value, failure, reload } = useLoaded(read);
  if (!value) return failure ? <Failure code={failure} retry={reload} /> : <p>{t("app.loading")}</p>;
  if (value.results.length === 0) return <p>{t("outcome.none")}</p>;
  return <Report plan={plan.id} exam={value} />;
}
