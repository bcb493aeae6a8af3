import type { SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import type { PlanSitting, ReadinessLine } from "@kaochang/exam-server/protocol/plan.ts";
import { Alert, Table } from "antd";
import { useCallback, useEffect } from "react";
import { Failure } from "../../staff/failure.tsx";
import { Hash } from "../../staff/hash.tsx";
import { fetchSittings } from "../../staff/http.ts";
import { useSpeech } from "../../staff/i18n/words.ts";
import { Link } from "../../staff/link.tsx";
import { rehearsalPath } from "../../staff/route.ts";
import { useLoaded } from "../../staff/use-loaded.ts";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { fetchReadiness } from "./plan-http.ts";
import { Preparation } from "./preparation.tsx";
import { faultsOf } from "./readiness-card.tsx";
import { inLanguage } from "./readiness-words.ts";
import { Withdraw, Withdrawals } from "./withdraw.tsx";

/** What a make-up paper could not keep: items that its candidate has seen. */
function Repeats({ repeats }: { repeats: NonNullable<PlanSitting["repeats"]> }) {
  const { t } = useSpeech();
  if (repeats.length === 0) return <p className={styles.good}>✓ {t("papers.noRepeats")}</p>;
  return (
    <>
      <Alert type="warning" showIcon title={t("papers.repeats", { count: repeats.length })} />
      <Table
        size="small"
        rowKey="admissionNumber"
        dataSource={repeats}
        pagination={{ pageSize: 10, hideOnSinglePage: true }}
        columns={[
          { title: t("column.admissionNumber"), dataIndex: "admissionNumber" },
          { title: t("column.name"), dataIndex: "name" },
          { title: t("papers.repeatItems"), dataIndex: "items", align: "right" },
        ]}
      />
    </>
  );
}

interface PreparedProps {
  sitting: PlanSitting;
  summary: SittingSummary | undefined;
}

function Prepared({ sitting, summary }: PreparedProps) {
  const { t } = useSpeech();
  return (
    <>
      <p className={styles.good}>✓ {t("papers.done", { count: sitting.candidates })}</p>
      {sitting.repeats && <Repeats repeats={sitting.repeats} />}
      {summary && (
        <>
          <p className={styles.quiet}>{t("published.why")}</p>
          <Hash label={t("published.secret")} value={summary.secretHash} />
          <Hash label={t("published.roster")} value={summary.rosterHash} />
        </>
      )}
      {sitting.phase === "prepared" && <Withdraw sitting={sitting} />}
    </>
  );
}

/** Whether the bank suffices; where it does not, each fault is a line of its own. */
function Bank({ line: { level, sentence } }: { line: ReadinessLine }) {
  if (level !== "missing") return <p className={styles.good}>✓ {sentence}</p>;
  return (
    <ul className={styles.faults}>
      {faultsOf(sentence).map((fault) => (
        <li key={fault} className={styles.alarm}>
          {fault}
        </li>
      ))}
    </ul>
  );
}

/** 试卷: whether the bank suffices, drawing them, and the values to publish. */
export function PapersSection() {
  const { t, language } = useSpeech();
  const { plan } = usePlanDesk();
  const read = useCallback(() => fetchReadiness(plan.id), [plan.id]);
  const readiness = useLoaded(read);
  const phases = plan.sittings.map(({ phase }) => phase).join();
  const sittings = useLoaded(fetchSittings);
  const again = sittings.reload;
  const readAgain = readiness.reload;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a sitting that gets prepared gets its hashes, and needs the bank no more
  useEffect(() => {
    again();
    readAgain();
  }, [phases, again, readAgain]);
  const bank = inLanguage(readiness.value, language)?.lines.filter(({ check }) => check === "bank") ?? [];
  return (
    <>
      <section className={styles.card} aria-labelledby="bank">
        <h2 id="bank">{t("papers.bank")}</h2>
        {readiness.failure && <Failure code={readiness.failure} retry={readiness.reload} />}
        {bank.map((line) => (
          <Bank key={line.sentence} line={line} />
        ))}
      </section>
      {plan.sittings.map((sitting) => (
        <section key={sitting.id} className={styles.card} aria-labelledby={`papers-${sitting.id}`}>
          <h2 id={`papers-${sitting.id}`}>{sitting.title}</h2>
          <Withdrawals sitting={sitting} />
          {sitting.phase === "planned" || sitting.phase === "preparing" ? (
            <Preparation sitting={sitting} />
          ) : (
            <Prepared
              sitting={sitting}
              summary={sittings.value?.sittings.find(({ id }) => id === sitting.id)}
            />
          )}
        </section>
      ))}
      <section className={styles.card} aria-labelledby="rehearse">
        <h2 id="rehearse">{t("rehearsal.title")}</h2>
        <p>{t("papers.rehearse")}</p>
        <Link to={rehearsalPath}>{t("papers.toRehearsal")}</Link>
      </section>
    </>
  );
}
