import type { PlanSummary } from "@kaochang/exam-server/protocol/plan.ts";
import { Button, Table, type TableColumnsType } from "antd";
import { Failure } from "../../staff/failure.tsx";
import { type Speech, useSpeech } from "../../staff/i18n/words.ts";
import { Link } from "../../staff/link.tsx";
import { navigate } from "../../staff/route.ts";
import { useExpiry } from "../../staff/use-expiry.ts";
import { useLoaded } from "../../staff/use-loaded.ts";
import styles from "./plan.module.css";
import { fetchPlans } from "./plan-http.ts";
import { newPlanPath, planPath } from "./plan-route.ts";
import { momentWords, windowWords } from "./window-words.ts";

const refreshMs = 15_000;

function Sittings({ plan }: { plan: PlanSummary }) {
  const { t } = useSpeech();
  if (plan.sittings.length === 0) return <>{t("plans.noSittings")}</>;
  return (
    <ul className={styles.plain}>
      {plan.sittings.map(({ id, title, begins, phase }) => (
        <li key={id}>
          {momentWords(begins)} {title} · {t(`sitting.phase.${phase}`)}
        </li>
      ))}
    </ul>
  );
}

function columns({ t }: Speech): TableColumnsType<PlanSummary> {
  return [
    {
      title: t("plans.title"),
      key: "title",
      render: (_, plan) => <Link to={planPath(plan.id)}>{plan.title}</Link>,
    },
    { title: t("plans.window"), key: "window", render: (_, { opens, closes }) => windowWords(opens, closes) },
    { title: t("plans.sittings"), key: "sittings", render: (_, plan) => <Sittings plan={plan} /> },
    {
      title: t("list.candidates"),
      dataIndex: "candidates",
      align: "right",
      render: (count: number) => t("list.people", { count }),
    },
  ];
}

/** Every exam plan, and where a new one is begun. */
export function PlansPage() {
  const speech = useSpeech();
  const { t } = speech;
  const { value, failure, reload } = useLoaded(fetchPlans, refreshMs);
  useExpiry(failure);
  return (
    <div className={styles.page}>
      <div className={styles.heading}>
        <h1>{t("plans.heading")}</h1>
        <Button type="primary" onClick={() => navigate(newPlanPath)}>
          {t("plans.new")}
        </Button>
      </div>
      <p className={styles.quiet}>{t("plans.explain")}</p>
      {failure && <Failure code={failure} retry={reload} />}
      <Table
        rowKey="id"
        columns={columns(speech)}
        dataSource={value?.plans ?? []}
        loading={value === null && failure === null}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: t("plans.empty") }}
      />
    </div>
  );
}
