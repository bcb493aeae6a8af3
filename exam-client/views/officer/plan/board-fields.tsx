import { type ConductLimits, usualConduct } from "@kaochang/exam-server/protocol/conduct.ts";
import type { PlanSittingRequest } from "@kaochang/exam-server/protocol/plan.ts";
import { Checkbox } from "antd";
import { useId } from "react";
import { useSpeech } from "../../staff/i18n/words.ts";
import { NumberField } from "./field.tsx";
import styles from "./plan.module.css";

interface BoardFieldsProps {
  sitting: PlanSittingRequest;
  set: (fields: Partial<PlanSittingRequest>) => void;
  disabled: boolean;
}

/** What the proctors' board of this sitting goes by: whether faces must be compared, and when signals are shown. */
export function BoardFields({ sitting, set, disabled }: BoardFieldsProps) {
  const { t } = useSpeech();
  const id = useId();
  const { conduct = usualConduct, confirmPerson = false } = sitting;
  const change = (limits: Partial<ConductLimits>) => set({ conduct: { ...conduct, ...limits } });
  const shared = { least: 1, most: 1000, disabled };
  return (
    <section className={styles.terms} aria-labelledby={id}>
      <Checkbox
        checked={confirmPerson}
        disabled={disabled}
        onChange={({ target }) => set({ confirmPerson: target.checked })}
      >
        {t("sitting.confirm")}
      </Checkbox>
      <small>{t("sitting.confirmHint")}</small>
      <h3 id={id}>{t("sitting.conduct")}</h3>
      <div className={styles.fields}>
        <NumberField
          {...shared}
          label={t("sitting.leftTimes")}
          value={conduct.leftTimes}
          set={(leftTimes) => change({ leftTimes })}
        />
        <NumberField
          {...shared}
          label={t("sitting.leftSeconds")}
          value={conduct.leftMs / 1000}
          set={(seconds) => change({ leftMs: Math.round(seconds * 1000) })}
          most={86_400}
        />
        <NumberField
          {...shared}
          label={t("sitting.fullScreen")}
          value={conduct.fullScreen}
          set={(fullScreen) => change({ fullScreen })}
        />
        <NumberField
          {...shared}
          label={t("sitting.pasted")}
          value={conduct.pasted}
          set={(pasted) => change({ pasted })}
        />
      </div>
      <small>{t("sitting.conductHint")}</small>
    </section>
  );
}
