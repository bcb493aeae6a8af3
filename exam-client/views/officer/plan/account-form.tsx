import type { StaffAccount } from "@kaochang/exam-server/protocol/plan.ts";
import { Alert, Button, Input, InputNumber } from "antd";
import { useState } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { namesIn, numberedNames, wrongLines } from "./account-names.ts";
import { ChangeNotice } from "./change-notice.tsx";
import { Field } from "./field.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import type { AccountActs } from "./use-account-acts.ts";

/** As many as one request may name. */
const mostAtOnce = 100;

interface Props {
  accounts: readonly StaffAccount[];
  typed: string;
  setTyped: (typed: string) => void;
  make: AccountActs["make"];
}

function WrongLines({ lines }: { lines: ReturnType<typeof wrongLines> }) {
  const { t } = useSpeech();
  if (lines.length === 0) return null;
  const list = (
    <ul className={styles.faults}>
      {lines.map(({ line, name }) => (
        <li key={line}>{t("accounts.wrongLine", { line, name })}</li>
      ))}
    </ul>
  );
  return <Alert type="error" role="alert" title={list} />;
}

/** New proctors' accounts: a pasted list of names, or so many numbered ones. */
export function AccountForm({ accounts, typed, setTyped, make }: Props) {
  const { t } = useSpeech();
  const { take } = usePlanDesk();
  const [count, setCount] = useState(10);
  const names = namesIn(typed);
  const wrong = wrongLines(typed);
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
      <WrongLines lines={wrong} />
      <div className={styles.buttons}>
        <Button
          type="primary"
          loading={make.busy}
          disabled={wrong.length > 0 || names.length === 0 || names.length > mostAtOnce}
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
