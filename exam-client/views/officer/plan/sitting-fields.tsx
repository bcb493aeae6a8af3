import { type PlanSittingRequest, startKinds, type TestChoice } from "@kaochang/exam-server/protocol/plan.ts";
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
  const own = sitting.start === "own";
  return (
    <div>
      <NumberField
        label={t(own ? "sitting.begin.closes" : "sitting.entryCloses")}
        value={entryCloses ?? usualEntryCloses}
        set={(minutes) => set({ entryCloses: minutes })}
        least={0}
        most={1440}
        disabled={disabled || entryCloses === null}
      />
      {!own && (
        <Checkbox
          checked={entryCloses === null}
          disabled={disabled}
          onChange={({ target }) => set({ entryCloses: target.checked ? null : usualEntryCloses })}
        >
          {t("sitting.entryOpen")}
        </Checkbox>
      )}
    </div>
  );
}

/** With own starts there must be a last moment to begin. */
function Start({ sitting, set, disabled = false }: SittingFieldsProps) {
  const { t } = useSpeech();
  const choose = (start: PlanSittingRequest["start"]) =>
    set(start === "own" ? { start, entryCloses: sitting.entryCloses ?? usualEntryCloses } : { start });
  return (
    <ChoiceField
      label={t("sitting.start")}
      value={sitting.start}
      set={choose}
      options={startKinds.map((value) => ({ value, label: t(`sitting.start.${value}`) }))}
      disabled={disabled}
    />
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
      <Start {...props} />
      <Entry {...props} />
      <NumberField
        label={t("sitting.handInOpens")}
        value={sitting.handInOpens}
        set={(handInOpens) => set({ handInOpens })}
        least={0}
        most={1440}
        disabled={disabled}
      />
      <NumberField
        label={t("sitting.grace")}
        value={sitting.graceSeconds}
        set={(graceSeconds) => set({ graceSeconds })}
        least={0}
        most={600}
        disabled={disabled}
      />
    </div>
  );
}
