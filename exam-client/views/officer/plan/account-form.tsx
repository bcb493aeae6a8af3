import type { AccountSlip, StaffAccount } from "@kaochang/exam-server/protocol/plan.ts";
import { Button, Input, InputNumber } from "antd";
import { useState } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { namesIn, numberedNames } from "./account-names.ts";
import { ChangeNotice } from "./change-notice.tsx";
import { Field } from "./field.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { makeAccounts } from "./plan-http.ts";
import { useChange } from "./use-change.ts";

/** As many as one request may name. */
const mostAtOnce = 100;

interface Props {
  accounts: readonly StaffAccount[];
  show: (slips: AccountSlip[]) => void;
}

/** New proctors' accounts: a pasted list of names, or so many numbered ones. */
export function AccountForm({ accounts, show }: Props) {
  const { t } = useSpeech();
  const { take } = usePlanDesk();
  const [typed, setTyped] = useState("");
  const [count, setCount] = useState(10);
  const make = useChange(makeAccounts, (reply) => {
    show(reply.accounts);
    setTyped("");
  });
  const names = namesIn(typed);
  const number = () => {
    const taken = [...names, ...accounts.map(({ username }) => username)];
    setTyped([...names, ...numberedNames(count, taken)].join("\n"));
  };
  return (
    <>
      <Field label={t("accounts.new")} hint={t("accounts.newHint", { most: mostAtOnce })}>
        {(id) => (
          <Input.TextArea
            id={id}
            value={typed}
            autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </Field>
      <div className={styles.buttons}>
        <Button
          type="primary"
          loading={make.busy}
          disabled={names.length === 0 || names.length > mostAtOnce}
          onClick={() => make.run(names)}
        >
          {t("accounts.make")}
        </Button>
        {names.length > 1 && <span>{t("accounts.names", { count: names.length })}</span>}
        <span className={styles.rest} />
        <InputNumber
          aria-label={t("accounts.count")}
          value={count}
          min={1}
          max={mostAtOnce}
          precision={0}
          style={{ width: 80 }}
          onChange={(value) => value !== null && setCount(value)}
        />
        <Button onClick={number}>{t("accounts.number", { count })}</Button>
      </div>
      <ChangeNotice change={make} take={take} />
    </>
  );
}
