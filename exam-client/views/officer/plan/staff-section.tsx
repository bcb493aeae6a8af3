import type { AccountSlip, PlanChoices, StaffAssignment } from "@kaochang/exam-server/protocol/plan.ts";
import { Button, Popconfirm, Table, type TableColumnsType } from "antd";
import { useState } from "react";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { useExpiry } from "../../staff/use-expiry.ts";
import { useLoaded } from "../../staff/use-loaded.ts";
import { AccountForm } from "./account-form.tsx";
import { AccountSlips } from "./account-slips.tsx";
import { AccountTable } from "./account-table.tsx";
import { ChangeNotice } from "./change-notice.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { fetchChoices, putStaff } from "./plan-http.ts";
import { StaffDrawer } from "./staff-drawer.tsx";
import { StaffingTable } from "./staffing-table.tsx";
import { useAccountActs } from "./use-account-acts.ts";
import { useChange } from "./use-change.ts";
import { useRoster } from "./use-roster.ts";

function useAssignmentNames() {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const named = (ids: string[], all: readonly { id: string; name: string }[]) =>
    all
      .filter(({ id }) => ids.includes(id))
      .map(({ name }) => name)
      .join(t("needs.comma"));
  const sittings = plan.sittings.map(({ id, title }) => ({ id, name: title }));
  return {
    rooms: (ids: string[] | null) => (ids === null ? t("staff.allRooms") : named(ids, plan.rooms)),
    sittings: (ids: string[] | null) => (ids === null ? t("staff.allSittings") : named(ids, sittings)),
  };
}

function Assignments({ edit }: { edit: (index: number) => void }) {
  const { t } = useSpeech();
  const { plan, take } = usePlanDesk();
  const names = useAssignmentNames();
  const change = useChange(
    (staff: StaffAssignment[]) => putStaff(plan, staff),
    (reply) => take(reply.plan),
  );
  const columns: TableColumnsType<StaffAssignment> = [
    { title: t("staff.account"), dataIndex: "username" },
    { title: t("staff.name"), dataIndex: "name", render: (name: string) => name || t("plan.none") },
    { title: t("staff.rooms"), dataIndex: "rooms", render: names.rooms },
    { title: t("staff.sittings"), dataIndex: "sittings", render: names.sittings },
    {
      title: t("plan.acts"),
      key: "acts",
      render: (_, { username }, index) => (
        <span className={styles.acts}>
          <Button size="small" onClick={() => edit(index)} aria-label={t("staff.editOf", { username })}>
            {t("plan.edit")}
          </Button>
          <Popconfirm
            title={t("staff.askRemove", { username })}
            okText={t("staff.remove")}
            onConfirm={() => change.run(plan.staff.filter((_one, at) => at !== index))}
          >
            <Button size="small" aria-label={t("staff.removeOf", { username })}>
              {t("staff.remove")}
            </Button>
          </Popconfirm>
        </span>
      ),
    },
  ];
  return (
    <>
      <ChangeNotice change={change} take={take} />
      <Table
        size="small"
        rowKey={(one) => JSON.stringify(one)}
        columns={columns}
        dataSource={plan.staff}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        locale={{ emptyText: t("staff.empty") }}
      />
    </>
  );
}

function Accounts({ choices, changed }: { choices: PlanChoices; changed: () => void }) {
  const { t } = useSpeech();
  const [slips, setSlips] = useState<AccountSlip[]>([]);
  const show = (more: AccountSlip[]) => {
    const renewed = new Set(more.map(({ username }) => username));
    setSlips((old) => [...old.filter(({ username }) => !renewed.has(username)), ...more]);
    changed();
  };
  const [typed, setTyped] = useState("");
  const made = (more: AccountSlip[]) => {
    show(more);
    setTyped("");
  };
  const { make, ...acts } = useAccountActs({ made, renewed: (slip) => show([slip]), changed });
  return (
    <section className={styles.card} aria-labelledby="accounts">
      <h2 id="accounts">{t("accounts.heading")}</h2>
      <p className={styles.quiet}>{t("accounts.explain")}</p>
      {slips.length > 0 && <AccountSlips slips={slips} done={() => setSlips([])} />}
      <div className={styles.two}>
        <div className={styles.stack}>
          <AccountTable accounts={choices.accounts} {...acts} />
        </div>
        <div className={styles.stack}>
          <AccountForm accounts={choices.accounts} typed={typed} setTyped={setTyped} make={make} />
        </div>
      </div>
    </section>
  );
}

/** Who watches where, whether it is enough, and the accounts they sign in with. */
export function StaffSection() {
  const { t } = useSpeech();
  const { plan } = usePlanDesk();
  const { candidates, failure } = useRoster();
  const choices = useLoaded<PlanChoices>(fetchChoices);
  const [editing, setEditing] = useState<number | null>(null);
  useExpiry(failure);
  return (
    <>
      {failure && <Failure code={failure} />}
      {choices.value && <Accounts choices={choices.value} changed={choices.reload} />}
      <section className={styles.card} aria-labelledby="assignments">
        <div className={styles.heading}>
          <h2 id="assignments">{t("staff.heading")}</h2>
          <Button type="primary" disabled={!choices.value} onClick={() => setEditing(plan.staff.length)}>
            {t("staff.add")}
          </Button>
        </div>
        <Assignments edit={setEditing} />
      </section>
      {candidates && <StaffingTable candidates={candidates} />}
      {editing !== null && choices.value && (
        <StaffDrawer key={editing} index={editing} choices={choices.value} close={() => setEditing(null)} />
      )}
    </>
  );
}
