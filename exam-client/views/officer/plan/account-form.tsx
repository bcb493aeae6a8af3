import type { NewAccountReply, PlanChoices } from "@kaochang/exam-server/protocol/plan.ts";
import { Alert, Button, Input, Popconfirm, Select } from "antd";
import { useState } from "react";
import { copyText } from "../../staff/copy.ts";
import { useSpeech } from "../../staff/i18n/words.ts";
import { ChangeNotice } from "./change-notice.tsx";
import { Field } from "./field.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { makeAccount, renewPassword } from "./plan-http.ts";
import { useChange } from "./use-change.ts";

export type Shown = Pick<NewAccountReply, "username" | "password">;

interface AccountFormProps {
  choices: PlanChoices;
  show: (shown: Shown) => void;
}

function NewAccount({ show }: { show: (shown: Shown) => void }) {
  const { t } = useSpeech();
  const { take } = usePlanDesk();
  const [typed, setTyped] = useState("");
  const make = useChange(makeAccount, (reply) => {
    show(reply);
    setTyped("");
  });
  return (
    <>
      <Field label={t("accounts.new")}>
        {(id) => (
          <span className={styles.inline}>
            <Input
              id={id}
              value={typed}
              maxLength={64}
              style={{ flex: 1, width: 0 }}
              onChange={({ target }) => setTyped(target.value)}
            />
            <Button loading={make.busy} disabled={typed.trim() === ""} onClick={() => make.run(typed.trim())}>
              {t("accounts.make")}
            </Button>
          </span>
        )}
      </Field>
      <ChangeNotice change={make} take={take} />
    </>
  );
}

function NewPassword({ choices, show }: AccountFormProps) {
  const { t } = useSpeech();
  const { take } = usePlanDesk();
  const [chosen, setChosen] = useState<string | null>(null);
  const renew = useChange(renewPassword, show);
  const proctors = choices.accounts.filter(({ roles }) => roles.includes("proctor"));
  return (
    <>
      <Field label={t("accounts.renewFor")}>
        {(id) => (
          <span className={styles.inline}>
            <Select
              id={id}
              value={chosen}
              placeholder={t("plan.choose")}
              options={proctors.map(({ username }) => ({ value: username, label: username }))}
              onChange={setChosen}
              style={{ flex: 1 }}
            />
            <Popconfirm
              title={t("accounts.askRenew", { username: chosen ?? "" })}
              description={t("accounts.renewEffect")}
              okText={t("accounts.renew")}
              onConfirm={() => chosen !== null && renew.run(chosen)}
            >
              <Button loading={renew.busy} disabled={chosen === null}>
                {t("accounts.renew")}
              </Button>
            </Popconfirm>
          </span>
        )}
      </Field>
      <ChangeNotice change={renew} take={take} />
    </>
  );
}

/** A new proctor's account, or a new password for one who forgot it. */
export function AccountForm({ choices, show }: AccountFormProps) {
  return (
    <div className={styles.fields}>
      <div>
        <NewAccount show={show} />
      </div>
      <div>
        <NewPassword choices={choices} show={show} />
      </div>
    </div>
  );
}

/** The one time that a password can be read. */
export function ShownPassword({ shown: { username, password } }: { shown: Shown }) {
  const { t } = useSpeech();
  const [copied, setCopied] = useState<string | null>(null);
  const copy = () => void copyText(password).then((done) => setCopied(done ? password : null));
  return (
    <Alert
      type="success"
      role="status"
      showIcon
      title={t("accounts.shown", { username })}
      description={<code className={styles.password}>{password}</code>}
      action={
        <Button size="small" onClick={copy}>
          {t(copied === password ? "app.copied" : "app.copy")}
        </Button>
      }
    />
  );
}
