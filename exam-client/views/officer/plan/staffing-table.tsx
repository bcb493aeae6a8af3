import type { PlanCandidate } from "@kaochang/exam-server/protocol/plan.ts";
import { Table, type TableColumnsType } from "antd";
import { useMemo } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { type Staffing, staffingOf } from "./staffing.ts";

function Enough({ needed, proctors }: Staffing) {
  const { t } = useSpeech();
  const lacking = needed - proctors.length;
  return lacking > 0 ? (
    <b className={styles.alarm}>✕ {t("staffing.lacking", { count: lacking })}</b>
  ) : (
    <b className={styles.good}>✓ {t("staffing.enough")}</b>
  );
}

/** 每个考场至少 2 名监考，监考与考生不低于 1:15: room by room, as it fills. */
export function StaffingTable({ candidates }: { candidates: readonly PlanCandidate[] }) {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const rows = useMemo(() => staffingOf(plan, candidates), [plan, candidates]);
  const columns: TableColumnsType<Staffing> = [
    { title: t("list.sitting"), key: "sitting", render: (_, { sitting }) => sitting.title },
    { title: t("column.room"), key: "room", render: (_, { room }) => room.name },
    { title: t("list.candidates"), dataIndex: "candidates", align: "right" },
    { title: t("staffing.needed"), dataIndex: "needed", align: "right" },
    {
      title: t("staffing.has"),
      key: "has",
      render: (_, { proctors }) => proctors.join(t("needs.comma")) || t("plan.none"),
    },
    { title: t("staffing.state"), key: "state", render: (_, row) => <Enough {...row} /> },
  ];
  return (
    <section className={styles.card} aria-labelledby="staffing">
      <h2 id="staffing">{t("staffing.heading")}</h2>
      <p className={styles.quiet}>{t("staffing.rule")}</p>
      <Table
        size="small"
        rowKey={({ sitting, room }) => `${sitting.id} ${room.id}`}
        columns={columns}
        dataSource={rows}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: t("staffing.empty") }}
      />
    </section>
  );
}
