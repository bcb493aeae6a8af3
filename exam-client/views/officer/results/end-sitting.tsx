import { Alert, Button, Popconfirm } from "antd";
import { useState } from "react";
import { Failure } from "../../staff/failure.tsx";
import { useSpeech } from "../../staff/i18n/words.ts";
import { useAct } from "../plan/use-act.ts";
import styles from "./results.module.css";
import { endSitting } from "./results-http.ts";

/**
 * 结束本场 without waiting for the time to be up; the server refuses while anybody may still enter or answer.
 * Where entry is open to the end it tells how many may come, and the officer confirms again, knowing that.
 */
export function EndSitting({ sitting, ended }: { sitting: string; ended: () => void }) {
  const { t } = useSpeech();
  const [mayCome, setMayCome] = useState(0);
  const ask = async () => {
    const outcome = await endSitting(sitting, mayCome);
    if ("mayCome" in outcome) setMayCome(outcome.mayCome);
    return outcome;
  };
  const { busy, failure, run } = useAct(ask, ended);
  const isCounted = failure === "end-unacknowledged" && mayCome > 0;
  return (
    <div className={styles.end}>
      <Popconfirm
        placement="topLeft"
        title={t("end.title")}
        description={isCounted ? t("end.mayCome", { mayCome }) : t("end.officer")}
        okText={t("end.confirm")}
        cancelText={t("app.cancel")}
        onConfirm={() => run()}
      >
        <Button loading={busy}>{t("end.button")}</Button>
      </Popconfirm>
      {isCounted && <Alert type="warning" role="alert" showIcon title={t("end.confirmAgain", { mayCome })} />}
      {failure && !isCounted && <Failure code={failure} />}
    </div>
  );
}
