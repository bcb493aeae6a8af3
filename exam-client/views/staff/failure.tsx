import { Alert, Button } from "antd";
import type { FailureCode } from "../../transport/staff-connection.ts";
import { failureText } from "./failure-text.ts";
import { useSpeech } from "./i18n/words.ts";

/** Tells a failure where it happened, its code in small print for the technician. */
export function Failure({ code, retry }: { code: FailureCode; retry?: () => void }) {
  const { t } = useSpeech();
  const action = retry && (
    <Button size="small" onClick={retry}>
      {t("app.retry")}
    </Button>
  );
  return (
    <Alert
      type="error"
      role="alert"
      showIcon
      title={
        <>
          {failureText(code, t)}
          <br />
          <small>{t("app.code", { code })}</small>
        </>
      }
      action={action}
    />
  );
}
