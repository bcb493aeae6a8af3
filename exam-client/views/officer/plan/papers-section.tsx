import type { SittingSummary } from "@kaochang/exam-server/protocol/messages.ts";
import type { PlanSitting } from "@kaochang/exam-server/protocol/plan.ts";
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
    </>
  );
}

/** 试卷: whether the bank suffices, drawing them, and the values to publish. */
export function PapersSection() {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const read = useCallback(() => fetchReadiness(plan.id), [plan.id]);
  const readiness = useLoaded(read);
  const phases = plan.sittings.map(({ phase }) => phase).join();
  const sittings = useLoaded(fetchSittings);
  const again = sittings.reload;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a sitting that gets prepared gets its hashes
  useEffect(() => again(), [phases, again]);
  const bank = readiness.value?.lines.filter(({ check }) => check === "bank") ?? [];
  return (
    <>
      <section className={styles.card} aria-labelledby="bank">
        <h2 id="bank">{t("papers.bank")}</h2>
        {readiness.failure && <Failure code={readiness.failure} retry={readiness.reload} />}
        {bank.map(({ level, sentence }) => (
          <p key={sentence} className={level === "missing" ? styles.alarm : styles.good}>
            {level === "missing" ? "✕" : "✓"} {sentence}
          </p>
        ))}
      </section>
      {plan.sittings.map((sitting) => (
        <section key={sitting.id} className={styles.card} aria-labelledby={`papers-${sitting.id}`}>
          <h2 id={`papers-${sitting.id}`}>{sitting.title}</h2>
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
