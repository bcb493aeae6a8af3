import { Alert } from "antd";
import type { FailureCode } from "../../transport/staff-connection.ts";
import { Failure } from "./failure.tsx";
import { useSpeech } from "./i18n/words.ts";
import styles from "./sitting-list.module.css";

/** A page that has nothing but one sentence to show. */
export function Notice({ text }: { text: string }) {
  const { t } = useSpeech();
  return (
    <div className={styles.page}>
      <h1>{t("app.title")}</h1>
      <Alert type="info" showIcon title={text} />
    </div>
  );
}

/** A page that could not be opened, and why. */
export function Closed({ code, retry }: { code: FailureCode; retry?: () => void }) {
  const { t } = useSpeech();
  return (
    <div className={styles.page}>
      <h1>{t("app.notOpened")}</h1>
      <Failure code={code} {...(retry && { retry })} />
    </div>
  );
}
