import type { PlanSitting } from "@kaochang/exam-server/protocol/plan.ts";
import { Button, Input, Modal } from "antd";
import { useId, useState } from "react";
import { wallText } from "../../staff/durations.ts";
import { useSpeech } from "../../staff/i18n/words.ts";
import { ChangeNotice } from "./change-notice.tsx";
import styles from "./plan.module.css";
import { usePlanDesk } from "./plan-desk.ts";
import { withdrawPapers } from "./plan-http.ts";
import { useChange } from "./use-change.ts";

/** 收回试卷: needs a reason, and is asked once more because it cannot be undone. */
export function Withdraw({ sitting }: { sitting: PlanSitting }) {
  const { t } = useSpeech();
  const { plan, take } = usePlanDesk();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const change = useChange(
    () => withdrawPapers(plan, sitting.id, reason.trim()),
    (reply) => {
      setOpen(false);
      take(reply.plan);
    },
  );
  return (
    <div className={styles.buttons}>
      <Button danger onClick={() => setOpen(true)}>
        {t("papers.withdraw")}
      </Button>
      <Modal
        open={open}
        title={t("papers.withdrawTitle", { title: sitting.title })}
        okText={t("papers.withdrawConfirm")}
        cancelText={t("app.cancel")}
        onOk={() => change.run()}
        onCancel={() => setOpen(false)}
        okButtonProps={{ danger: true, disabled: reason.trim() === "" || change.busy }}
        mask={{ closable: false }}
      >
        <p>{t("papers.withdrawEffect", { count: sitting.candidates })}</p>
        <label htmlFor={id}>{t("papers.withdrawReason")}</label>
        <Input id={id} value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        <ChangeNotice change={change} take={take} />
      </Modal>
    </div>
  );
}

/** Each time that this sitting's papers were taken back. */
export function Withdrawals({ sitting }: { sitting: PlanSitting }) {
  const { t, language } = useSpeech();
  return sitting.withdrawals.map(({ sitting: old, at, by, reason }) => (
    <p key={old} className={styles.quiet}>
      {t("papers.withdrawn", { at: wallText(at, language), by, reason })}
    </p>
  ));
}
