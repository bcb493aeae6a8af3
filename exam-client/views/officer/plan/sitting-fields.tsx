import type { PlanSittingRequest, TestChoice } from "@kaochang/exam-server/protocol/plan.ts";
import { Checkbox } from "antd";
import { useSpeech } from "../../staff/i18n/words.ts";
import { ChoiceField, MomentField, NumberField, TextField } from "./field.tsx";
import styles from "./plan.module.css";

const usualEntryCloses = 30;

interface SittingFieldsProps {
  sitting: PlanSittingRequest;
  set: (fields: Partial<PlanSittingRequest>) => void;
  test: TestChoice | undefined;
  disabled?: boolean;
}

function Entry({ sitting, set, disabled = false }: SittingFieldsProps) {
  const { t } = useSpeech();
  const { entryCloses } = sitting;
  return (
    <div>
      <NumberField
        label={t("sitting.entryCloses")}
        value={entryCloses ?? usualEntryCloses}
        set={(minutes) => set({ entryCloses: minutes })}
        least={0}
        most={1440}
        disabled={disabled || entryCloses === null}
      />
      <Checkbox
        checked={entryCloses === null}
        disabled={disabled}
        onChange={({ target }) => set({ entryCloses: target.checked ? null : usualEntryCloses })}
      >
        {t("sitting.entryOpen")}
      </Checkbox>
    </div>
  );
}

/** The terms of one sitting. */
export function SittingFields(props: SittingFieldsProps) {
  const { sitting, set, test, disabled = false } = props;
  const { t } = useSpeech();
  const forms = test?.forms ?? [];
  return (
    <div className={styles.fields}>
      <TextField
        label={t("sitting.title")}
        value={sitting.title}
        set={(title) => set({ title })}
        most={60}
        disabled={disabled}
      />
      <ChoiceField
        label={t("sitting.form")}
        value={sitting.form || null}
        set={(form) => set({ form })}
        options={forms.map((form) => ({
          value: form.form,
          label: t("sitting.formOf", { title: form.title, count: form.items }),
        }))}
        disabled={disabled}
        placeholder={t("plan.choose")}
      />
      <MomentField
        label={t("sitting.begins")}
        value={sitting.begins}
        set={(begins) => set({ begins })}
        disabled={disabled}
      />
      <NumberField
        label={t("sitting.minutes")}
        value={sitting.minutes}
        set={(minutes) => set({ minutes })}
        least={1}
        most={1440}
        disabled={disabled}
      />
      <Entry {...props} />
      <NumberField
        label={t("sitting.handInOpens")}
        value={sitting.handInOpens}
        set={(handInOpens) => set({ handInOpens })}
        least={0}
        most={1440}
        disabled={disabled}
      />
    </div>
  );
}
