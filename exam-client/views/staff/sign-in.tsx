import type { StaffMe } from "@kaochang/exam-server/protocol/http.ts";
import { Button, Form, Input } from "antd";
import { useState } from "react";
import type { FailureCode } from "../../transport/staff-connection.ts";
import { Failure } from "./failure.tsx";
import { signIn } from "./http.ts";
import { useSpeech } from "./i18n/words.ts";
import styles from "./sign-in.module.css";

interface Fields {
  username: string;
  password: string;
}

interface Try {
  busy: boolean;
  failure: FailureCode | null;
  submit: (fields: Fields) => void;
}

function useTry(done: (me: StaffMe) => void): Try {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<FailureCode | null>(null);
  const submit = async ({ username, password }: Fields) => {
    setBusy(true);
    const outcome = await signIn(username, password);
    setBusy(false);
    if (outcome.ok) done(outcome);
    else setFailure(outcome.code);
  };
  return { busy, failure, submit: (fields) => void submit(fields) };
}

function SignInForm({ busy, submit }: Try) {
  const { t } = useSpeech();
  return (
    <Form<Fields> layout="vertical" size="large" requiredMark={false} onFinish={submit} name="staff">
      <Form.Item
        name="username"
        label={t("signIn.username")}
        rules={[{ required: true, whitespace: true, message: t("signIn.needUsername") }]}
      >
        <Input autoComplete="username" autoFocus maxLength={64} />
      </Form.Item>
      <Form.Item
        name="password"
        label={t("signIn.password")}
        rules={[{ required: true, message: t("signIn.needPassword") }]}
      >
        <Input type="password" autoComplete="current-password" maxLength={256} />
      </Form.Item>
      <Button type="primary" htmlType="submit" block disabled={busy}>
        {t("signIn.submit")}
      </Button>
    </Form>
  );
}

export function SignInPage({ done }: { done: (me: StaffMe) => void }) {
  const { t } = useSpeech();
  const attempt = useTry(done);
  return (
    <div className={styles.page}>
      <section className={styles.card} aria-labelledby="staff-sign-in">
        <h1 id="staff-sign-in">{t("signIn.title")}</h1>
        {attempt.failure && <Failure code={attempt.failure} />}
        <SignInForm {...attempt} />
        <p>{t("signIn.help")}</p>
        <p>
          <a href="/">{t("signIn.candidate")}</a>
        </p>
      </section>
    </div>
  );
}
