import type { StaffAccount } from "@kaochang/exam-server/protocol/plan.ts";
import { Button, Popconfirm, Table } from "antd";
import { useSpeech } from "../../staff/i18n/words.ts";
import { ChangeNotice } from "./change-notice.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import type { AccountActs } from "./use-account-acts.ts";

interface Props extends Pick<AccountActs, "renew" | "remove" | "enable"> {
  accounts: readonly StaffAccount[];
}

function stateOf({ used, disabled }: StaffAccount) {
  if (disabled) return "accounts.state.disabled" as const;
  return used ? ("accounts.state.used" as const) : ("accounts.state.fresh" as const);
}

/** What can be done with the accounts that there are. */
export function AccountTable({ accounts, renew, remove, enable }: Props) {
  const { t } = useSpeech();
  const { take } = usePlanDesk();
  const proctors = accounts.filter(({ roles }) => roles.every((role) => role === "proctor"));
  const acts = (account: StaffAccount) => {
    const { username, used, disabled } = account;
    if (disabled)
      return (
        <Button size="small" onClick={() => enable.run(username)}>
          {t("accounts.enable")}
        </Button>
      );
    return (
      <span className={styles.acts}>
        <Popconfirm
          title={t("accounts.askRenew", { username })}
          description={t("accounts.renewEffect")}
          okText={t("accounts.renew")}
          onConfirm={() => renew.run(username)}
        >
          <Button size="small" aria-label={t("accounts.renewOf", { username })}>
            {t("accounts.renew")}
          </Button>
        </Popconfirm>
        <Popconfirm
          title={t(used ? "accounts.askDisable" : "accounts.askRemove", { username })}
          description={used ? t("accounts.disableEffect") : undefined}
          okText={t(used ? "accounts.disable" : "accounts.remove")}
          onConfirm={() => remove.run(username)}
        >
          <Button
            size="small"
            aria-label={t(used ? "accounts.disableOf" : "accounts.removeOf", { username })}
          >
            {t(used ? "accounts.disable" : "accounts.remove")}
          </Button>
        </Popconfirm>
      </span>
    );
  };
  return (
    <>
      <ChangeNotice change={renew} take={take} />
      <ChangeNotice change={remove} take={take} />
      <ChangeNotice change={enable} take={take} />
      <Table<StaffAccount>
        size="small"
        rowKey="username"
        dataSource={proctors}
        pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
        locale={{ emptyText: t("accounts.none") }}
        columns={[
          { title: t("staff.account"), dataIndex: "username" },
          { title: t("accounts.state"), render: (_, account) => t(stateOf(account)) },
          { title: t("plan.acts"), render: (_, account) => acts(account) },
        ]}
      />
    </>
  );
}
